"""Where is it: gazetteer, mentions, resolution."""
