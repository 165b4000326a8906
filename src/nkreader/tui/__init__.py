"""What is on screen: the only package that imports textual."""
