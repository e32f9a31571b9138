"""
The app: ``streamlit run app.py``.

Streamlit runs this file as a script at every change of the page, and imports it once as a server.
"""

if __name__ == "__main__":
    from geo.ui.page import page

    page()
else:
    import streamlit as st

    from geo.ui.server import POLICY, ROUTES, prepared

    app = st.App(__file__, lifespan=prepared, routes=ROUTES, middleware=POLICY)
