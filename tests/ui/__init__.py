"""Tests of `geo.ui` and of the app."""
