"""The bar that shows how far something is."""

_PARTS = 8


def bar(done: int, total: int) -> str:
    """Return a bar that is full when ``done`` is ``total``."""
    full = _PARTS * min(done, total) // max(total, 1)
    return "▰" * full + "▱" * (_PARTS - full)
