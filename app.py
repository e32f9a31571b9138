"""Start the app: ``streamlit run app.py``."""

from geo.ui.page import page

page()
