"""What was ever changed: a file that only grows, and what follows from it."""
