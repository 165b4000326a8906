"""The text of a review's item: as in the reader, with the keys that change a passage only."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from nkreader.tui.panes.motion_keys import KEYS
from nkreader.tui.panes.text import TextPane

_KEPT = ("sentence.grow", "sentence.shrink", "word.", "page.", "line.")


class PassagePane(TextPane, inherit_bindings=False):
    """A source in which the selection is an item's passage."""

    BINDING_GROUP_TITLE = "Passage"
    BINDINGS: ClassVar[list[BindingType]] = [
        key for key in KEYS if isinstance(key, Binding) and (key.id or "").startswith(_KEPT)
    ]
