"""Ties between annotations: made, read from either end, and found likely."""
