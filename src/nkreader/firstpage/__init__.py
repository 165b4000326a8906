"""The page that was read last, painted before the full screen is there.

Standard library only, and little of it: what is imported here is waited for. Knows files,
bytes and the terminal; not what a page shows, which the full screen composes.
"""
