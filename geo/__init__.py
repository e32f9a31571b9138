"""From text to zones on a map."""
