"""How annotations come: one file a format, from bytes to what they say, without any I/O."""
