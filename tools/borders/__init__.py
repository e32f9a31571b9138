"""Build the border data of Cordon from packages."""
