"""How does it look: layers, Folium."""
