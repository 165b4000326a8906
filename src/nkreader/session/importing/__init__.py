"""Taking in annotations that were made elsewhere."""
