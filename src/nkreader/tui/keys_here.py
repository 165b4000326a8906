"""What has a key on a screen now: told in its hints, its help and the palette."""

from typing import Any

from textual.binding import ActiveBinding
from textual.screen import Screen


def keys_of(screen: Screen[Any]) -> list[ActiveBinding]:
    """Return what has a key on a screen, where its focus is: only what is said in words."""
    return [
        active
        for active in screen.active_bindings.values()
        if active.binding.id and active.binding.description and not active.binding.system
    ]
