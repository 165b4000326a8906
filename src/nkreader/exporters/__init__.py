"""How annotations leave: one file a format."""
