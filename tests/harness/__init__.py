"""What tests drive the program with."""
