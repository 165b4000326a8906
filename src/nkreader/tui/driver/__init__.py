"""The terminal: what is read from it, what it does not show already, and how it is left."""
