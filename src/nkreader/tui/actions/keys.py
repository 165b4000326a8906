"""The keys of the reader's screen, in the order of the help, and what each does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.binding import Binding

from nkreader.model.annotation import Label

if TYPE_CHECKING:  # most parts are made when their first key is pressed
    from nkreader.tui.actions.parts import Parts


class Key(Struct, frozen=True):
    """A key as Textual calls it, its name in settings, and what it does, told and done."""

    key: str
    name: str
    told: str
    do: "Callable[[Parts], None]"

    @property
    def binding(self) -> Binding:
        """The key as Textual takes it: the screen's action ``do`` finds it again by its name."""
        action = f"do({self.name!r})"
        return Binding(self.key, action, self.told, id=self.name)  # own words


KEYS = (
    Key(
        "t",
        "panes.sides",
        "Side panes: both, one, none",
        lambda parts: parts.arranging.next_sides(),
    ),
    Key("tab", "pane.next", "Next pane", lambda parts: parts.arranging.next_pane(1)),
    Key("shift+tab", "pane.previous", "Previous pane", lambda parts: parts.arranging.next_pane(-1)),
    Key(
        "right_square_bracket",
        "source.next",
        "Next source",
        lambda parts: parts.opening.next_source(1),
    ),
    Key(
        "left_square_bracket",
        "source.previous",
        "Previous source",
        lambda parts: parts.opening.next_source(-1),
    ),
    Key(
        "backspace",
        "jump.back",
        "Back to where the last jump began",
        lambda parts: parts.opening.go_back(),
    ),
    Key(
        "i",
        "cues.toggle",
        "Underline words that signal a label",
        lambda parts: parts.cueing.toggle(),
    ),
    Key("w", "suggestion.next", "Next suggestion", lambda parts: parts.cueing.next_suggestion(1)),
    Key(
        "W",
        "suggestion.previous",
        "Previous suggestion",
        lambda parts: parts.cueing.next_suggestion(-1),
    ),
    Key(
        "m",
        "mention.next",
        "Next mention of the entity here",
        lambda parts: parts.mentioning.next_mention(),
    ),
    Key("slash", "search.start", "Search", lambda parts: parts.finding.ask()),
    Key("n", "search.next", "Next hit", lambda parts: parts.finding.next_hit(1)),
    Key("N", "search.previous", "Previous hit", lambda parts: parts.finding.next_hit(-1)),
    Key("f", "pane.filter", "Filter the pane one is in", lambda parts: parts.finding.ask_filter()),
    Key(
        "c", "label.claim", "Tag or relabel: claim", lambda parts: parts.tagging.label(Label.CLAIM)
    ),
    Key(
        "d",
        "label.denial",
        "Tag or relabel: denial",
        lambda parts: parts.tagging.label(Label.DENIAL),
    ),
    Key(
        "e",
        "label.evidence",
        "Tag or relabel: evidence",
        lambda parts: parts.tagging.label(Label.EVIDENCE),
    ),
    Key(
        "s",
        "label.speculation",
        "Tag or relabel: speculation",
        lambda parts: parts.tagging.label(Label.SPECULATION),
    ),
    Key(
        "plus",
        "label.beside",
        "Next label: a second one beside",
        lambda parts: parts.tagging.label_beside(),
    ),
    Key(
        "enter",
        "details.open",
        "Open the annotation here; again: the next",
        lambda parts: parts.editing.open_here(),
    ),
    Key(
        "r",
        "passage.set",
        "Set the opened annotation's passage",
        lambda parts: parts.editing.set_passage(),
    ),
    Key("x", "annotation.delete", "Delete the annotation", lambda parts: parts.tagging.delete()),
    Key("a", "annotation.next", "Next annotation", lambda parts: parts.visiting.next_annotation(1)),
    Key(
        "A",
        "annotation.previous",
        "Previous annotation",
        lambda parts: parts.visiting.next_annotation(-1),
    ),
    Key(
        "o",
        "others.toggle",
        "Show or hide the work of others",
        lambda parts: parts.visiting.toggle_others(),
    ),
    Key("u", "change.undo", "Undo", lambda parts: parts.undoing.undo()),
    Key("U", "change.redo", "Redo", lambda parts: parts.undoing.redo()),
    Key("R", "reviews.start", "Review item by item", lambda parts: parts.reviewing.review()),
    Key(
        "greater_than_sign",
        "link.tie",
        "Link it to another annotation",
        lambda parts: parts.linking.tie(),
    ),
    Key(
        "full_stop",
        "link.follow",
        "Go to what it is linked to",
        lambda parts: parts.linking.follow(),
    ),
    Key(
        "p",
        "details.accept",
        "Take the proposed speaker, via, outlet",
        lambda parts: parts.attributing.accept(),
    ),
    Key(
        "C",
        "overview.ledger",
        "Ledger of claims, across sources",
        lambda parts: parts.overview.show_ledger(),
    ),
    Key(
        "T",
        "overview.timeline",
        "Timeline of the claim or name here",
        lambda parts: parts.overview.show_timeline(),
    ),
    Key("S", "search.everything", "Search everything", lambda parts: parts.searching.search()),
    Key(
        "E",
        "entity.name",
        "Make the selection a name of an entity",
        lambda parts: parts.naming.name(),
    ),
    Key("y", "passage.copy", "Copy quote and citation", lambda parts: parts.naming.copy()),
)
