"""REFI-QDA projects as they come back, from nkreader or any program that exchanges them."""
