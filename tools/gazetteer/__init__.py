"""What ``tools/build_gazetteer.py`` reads and how it shapes it."""
