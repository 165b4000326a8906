"""What can be said about text: pure functions from ``str`` to spans."""
