"""Searching everything: the prose of sources, who speaks in them, what annotators have written."""
