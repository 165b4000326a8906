"""Cells and cursors, still no terminal: wrapping, motions, what is highlighted where."""
