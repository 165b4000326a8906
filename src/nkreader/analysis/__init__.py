"""What annotations and their surroundings say together: pure functions."""
