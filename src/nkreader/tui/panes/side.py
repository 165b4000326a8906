"""The frame of a pane: what it holds stands one under the other, and an edge beside it."""

from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip


class Side(Vertical):
    """A frame with edges at left and right only, so that one line of it is like all others."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the frame."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height
