"""The question what an annotation is tied to, and how."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from nkreader.analysis.linking.relations import directed, likely_relation
from nkreader.model.annotation import Annotation, Relation
from nkreader.model.source import SourceRef
from nkreader.reading import cells
from nkreader.reading.margin import GLYPHS
from nkreader.session.linking.links import source_in_short
from nkreader.text.display import one_line
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.view import BREAKPOINTS
from nkreader.tui.line import Line
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Line as Pieces
from nkreader.tui.panes.rows import Row, Rows

_RELATIONS = tuple(Relation)
_HINT = "type to narrow · ↓ ↑ choose · Tab relation · Enter tie · Esc leave"
_UNTIE = "tied already: Enter or Delete unties · Tab another relation · Esc leave"
# Of a passage as much is said in the line on what will be tied, in cells.
_PASSAGE = 30

Narrow = Callable[[Iterable[Annotation], str], Sequence[Annotation]]


class TieAnswer(Struct, frozen=True):
    """The answer: ``start`` is, or is no more, tied to ``target``."""

    start: Annotation
    relation: Relation
    target: Annotation
    untie: bool = False


class CandidateList(RowList):
    """A row for each annotation: what it is and where, then the passage."""

    LINES: ClassVar[int] = 2


class LinkDialog(AnswersOnTop, ModalScreen[TieAnswer | None]):
    """Narrows a ranked list as one types; says in words what Enter does."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Tie nothing", id="tie.give-up", priority=True),
        Binding("down", "step(1)", "Next annotation", id="tie.next", priority=True),
        Binding("up", "step(-1)", "Previous annotation", id="tie.previous", priority=True),
        Binding("pagedown", "page(1)", "Page on", id="tie.page.next", priority=True),
        Binding("pageup", "page(-1)", "Page back", id="tie.page.previous", priority=True),
        Binding("tab", "relation(1)", "Next relation", id="tie.relation.next", priority=True),
        Binding(
            "shift+tab", "relation(-1)", "Previous relation", id="tie.relation.previous",
            priority=True,
        ),
        Binding("enter", "choose", "Tie it, or untie it", id="tie.choose", priority=True),
        Binding("delete", "untie", "Untie it", id="tie.untie", priority=True),
    ]  # fmt: skip

    def __init__(
        self,
        annotation: Annotation,
        ranked: Sequence[Annotation],
        tied: Sequence[Annotation],
        narrow: Narrow,
        refs: Mapping[str, SourceRef],
    ) -> None:
        """Ask about one annotation; ``ranked`` are the others, the likeliest first.

        Those ``tied`` to it already stand above them. ``narrow`` leaves of annotations
        those in which typed words stand; ``refs`` are their sources by id.
        """
        super().__init__()
        self._annotation = annotation
        known = {each.id for each in tied}
        self._all = (*tied, *(each for each in ranked if each.id not in known))
        self._shown: Sequence[Annotation] = ()
        self._first_untied = min(len(tied), max(len(self._all) - 1, 0))
        self._narrow = narrow
        self._refs = refs
        self._narrowed: tuple[str, Sequence[Annotation]] = ("", self._all)
        self._relation: Relation | None = None
        """The one that was chosen by key; else it is the likely one, row by row."""

    def compose(self) -> ComposeResult:
        """Lay out what is tied, the line to type into, the list, and what Enter would do."""
        this = self._annotation
        speaker = f" · {one_line(this.speaker)}" if this.speaker else ""
        with Vertical(id="tie"):
            yield Static(
                Content(f"{this.label.upper()}{speaker} “{one_line(this.text)}”"), id="tie-title"
            )
            yield Line(id="tie-words", placeholder="words of what it is tied to")
            yield CandidateList(id="tie-choice")
            yield Static(Content(""), id="tie-relations")
            yield Static(Content(""), id="tie-says")
            yield Static(Content(_HINT), id="tie-hint")

    def on_mount(self) -> None:
        """Offer what is likeliest."""
        self._show(self._all, self._first_untied)
        self.set_focus(self.query_one("#tie-words", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        typed, (before, found) = event.value, self._narrowed
        if typed == before:
            return
        within = found if typed.startswith(before) else self._all
        found = self._narrow(within, typed)
        self._narrowed = (typed, found)
        self._show(found, 0)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say what Enter would do now."""
        self._say()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tie what was clicked."""
        self.action_choose()

    def action_step(self, step: int) -> None:
        """Move through the list while the keys go to the line."""
        self.query_one(CandidateList).action_step(step)
        self._say()

    def action_page(self, step: int) -> None:
        """Move through the list by what fits."""
        self.query_one(CandidateList).action_page(step)
        self._say()

    def action_relation(self, step: int) -> None:
        """Choose the next or previous relation, whatever the labels are."""
        now = self._relation_to(self._chosen)
        self._relation = _RELATIONS[(_RELATIONS.index(now) + step) % len(_RELATIONS)]
        self._say()

    def action_choose(self) -> None:
        """Answer with what was said of Enter."""
        answer = self._answer()
        if answer is not None:
            self.dismiss(answer)

    def action_untie(self) -> None:
        """Untie the row where it is tied; in the line, delete a character."""
        answer = self._answer()
        if answer is not None and answer.untie:
            self.dismiss(answer)
        else:
            self.query_one("#tie-words", Input).action_delete_right()

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    @property
    def _chosen(self) -> Annotation | None:
        key = self.query_one(CandidateList).key
        return None if key is None else self._shown[int(key)]

    def _relation_to(self, other: Annotation | None) -> Relation:
        """Return the chosen relation; else the one they are tied by, or most likely would be."""
        if self._relation is not None or other is None:
            return self._relation or _RELATIONS[0]
        tied = self._links_with(other)
        return tied[0][1] if tied else likely_relation(self._annotation.label, other.label)

    def _answer(self) -> TieAnswer | None:
        other = self._chosen
        if other is None:
            return None
        relation = self._relation_to(other)
        for start, known, target in self._links_with(other):
            if known is relation:
                return TieAnswer(start, known, target, untie=True)
        start, target = directed(relation, self._annotation, other)
        return TieAnswer(start, relation, target)

    def _links_with(self, other: Annotation) -> list[tuple[Annotation, Relation, Annotation]]:
        """Return what ties the two, each read from left to right."""
        this = self._annotation
        return [
            (start, link.relation, target)
            for start, target in ((this, other), (other, this))
            for link in start.links
            if link.target == target.id
        ]

    def _show(self, found: Sequence[Annotation], at: int) -> None:
        """Show these, the cursor on the one at a place. A row's key is its place."""
        self._shown = found
        keys = [str(place) for place in range(len(found))]
        rows = Rows(keys, lambda at: self._row(keys[at], found[at]), int)
        none = "nothing else is tagged yet" if not self._all else "nothing has these words"
        self.query_one(CandidateList).show_rows(rows, str(at), empty=none)
        self._say()

    def _row(self, key: str, each: Annotation) -> Row:
        tied = ", ".join(link[1] for link in self._links_with(each))
        head: Pieces = (
            (f"{GLYPHS[each.label]} {each.label}", each.label),
            (f" {one_line(each.speaker)}" if each.speaker else "", "strong"),
            (f" ═ {tied}" if tied else "", "strong"),
            (f" · {one_line(source_in_short(each, self._refs))}", "faint"),
        )
        return Row(key, (head, ((f"  {one_line(each.text)}", ""),)))

    def _say(self) -> None:
        """Say which relation is chosen, and in words what Enter does."""
        answer, relation = self._answer(), self._relation_to(self._chosen)
        shown = (f"‹{each}›" if each is relation else f" {each} " for each in _RELATIONS)
        self.query_one("#tie-relations", Static).update(Content("".join(shown)))
        self.query_one("#tie-says", Static).update(Content(self._in_words(answer)))
        untie = answer is not None and answer.untie
        self.query_one("#tie-hint", Static).update(Content(_UNTIE if untie else _HINT))

    def _in_words(self, answer: TieAnswer | None) -> str:
        if answer is None:
            return ""
        said = f"{self._named(answer.start)} {answer.relation} {self._named(answer.target)}"
        return f"untie: {said}" if answer.untie else said

    def _named(self, each: Annotation) -> str:
        if each.id == self._annotation.id:
            return f"this {each.label}"
        speaker = f"of {one_line(each.speaker)} " if each.speaker else ""
        return f"the {each.label} {speaker}“{cells.cut(one_line(each.text), _PASSAGE)}”"
