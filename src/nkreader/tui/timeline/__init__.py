"""Timelines on the screen, and the question of whom or what one is wanted."""
