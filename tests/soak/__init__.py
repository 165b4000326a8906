"""Trials that break things on purpose, and hold the program to what it promises.

Each trial is a file. ``test_soak.py`` runs a sample of each, ``python -m soak`` all of it.
"""
