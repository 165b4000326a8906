"""Questions put to the user: typed screens that answer with a value."""
