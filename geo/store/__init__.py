"""How is it kept? Cases as GeoPackage files."""
