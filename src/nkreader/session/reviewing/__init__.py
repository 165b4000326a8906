"""Reviews: what is gone through, what is decided, and the record of it."""
