"""The Streamlit app: widgets, then pipeline, then show; no logic."""
