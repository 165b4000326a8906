"""REFI-QDA: projects and code books, as programs for qualitative analysis exchange them."""
