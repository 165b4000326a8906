"""Widgets that draw their lines themselves, and have nothing around or over them.

Textual asks the styles, for each line that is drawn, for borders, padding, tint and opacity, and
looks the style of the text up from the root down. Here it is asked once.
"""

from functools import cached_property
from typing import ClassVar, Self

from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from nkreader.tui.one_frame import DrawnWithKeys
from nkreader.tui.panes.styles import style_named


class Drawn(Widget):
    """A widget whose lines are the strips that it returns, as wide as it is."""

    PARTS: ClassVar[str] = ""
    """What the names of its styles begin with: of "rows", ``faint`` is ``rows--faint``."""

    @cached_property
    def _styles(self) -> dict[tuple[str, ...], Style]:
        return {}

    _ground: Color | None = None

    def style_of(self, *names: str) -> Style:
        """Return the widget's style with these laid over it, one after the other; "" is none."""
        style = self._styles.get(names)
        if style is None:
            style = self.style_of() if names else self.rich_style
            for name in filter(None, names):
                style += style_named(f"{self.PARTS}--{name}", self.app)
            self._styles[names] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the styles of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._ground = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw regions again, all if none is named; with a key, in its frame.

        Textual would have the screen told by messages, one after the other.
        """
        stays = repaint and not (layout or recompose)
        if stays and self.is_attached and self.display and self._goes_with_key():
            self._set_dirty(*regions)
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def tell(self, message: Message) -> None:
        """Post a message to the screen itself: it is heard of at once, in the frame of its key.

        A widget that is on no screen any more tells nobody.
        """
        if self.is_attached:
            self.screen.post_message(message)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the widget."""
        width, plain = self.size.width, self.style_of()
        lines = [self.render_line(y).adjust_cell_length(width, plain) for y in crop.line_range]
        for each in self.get_line_filters():
            ground = self._ground = self._ground or self.background_colors[1]
            lines = [line.apply_filter(each, ground) for line in lines]
        return [line.crop(*crop.column_span) for line in lines]

    def _goes_with_key(self) -> bool:
        return isinstance(self.screen, DrawnWithKeys) and self.screen.takes(self)
