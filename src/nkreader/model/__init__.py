"""What things are: frozen values, standard library only, no input or output."""
