"""The way to the terminal: it is sent what it does not show already, and no more."""
