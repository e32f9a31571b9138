"""What shape is it: borders, geodesy, zone building."""
