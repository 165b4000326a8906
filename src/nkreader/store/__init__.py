"""How work is kept: the only package that knows tinydb and files of annotations."""
