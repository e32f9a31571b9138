"""Tests of `geo.maps`."""
