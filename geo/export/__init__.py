"""How does it leave: GeoJSON."""
