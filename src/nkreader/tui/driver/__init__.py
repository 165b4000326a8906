"""The terminal: what is read from it and written to it, and how it is left."""
