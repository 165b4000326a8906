"""Searching everything: a line to type into, and what was found, source by source."""
