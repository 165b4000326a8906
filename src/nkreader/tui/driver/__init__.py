"""What goes to the terminal: only the difference between what it shows and what it should."""
