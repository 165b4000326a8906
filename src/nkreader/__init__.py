"""Read contested news in a terminal and tag what is claimed, denied, shown or supposed."""

__version__ = "0.1.0"
