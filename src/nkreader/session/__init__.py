"""The use cases, one file each, over a thin history and store."""
