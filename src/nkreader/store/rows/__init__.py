"""A database as rows, a line each: their bytes, TinyDB on them, what they mean."""
