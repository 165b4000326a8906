"""Tagging: labels, details, passages, deletion."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.annotation import AnchorState, Annotation, Label, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import Placed
from nkreader.session.annotating import annotate, drafts, verdict
from nkreader.session.linking.links import links_told
from nkreader.tui.actions.drafting import Drafting
from nkreader.tui.panes.annotations import counted_orphans

if TYPE_CHECKING:
    from nkreader.session.annotating.annotate import Details

_GONE = "this passage is no longer in the text"
_LOST = f"{_GONE}: select the new passage in the text, then r"
UNDOES = "u undoes"
_HOW_TO_SET = "to set the passage, select the new one in the text, then r"


class Tagging(Drafting):
    """What keys do to annotations. Nothing is shown as done before it is on disk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "label('claim')", "Tag or relabel: claim", id="label.claim"),
        Binding("d", "label('denial')", "Tag or relabel: denial", id="label.denial"),
        Binding("e", "label('evidence')", "Tag or relabel: evidence", id="label.evidence"),
        Binding("s", "label('speculation')", "Tag or relabel: speculation", id="label.speculation"),
        Binding("plus", "beside", "Next label: a second one beside", id="label.beside"),
        Binding("enter", "details", "Open the annotation here; again: the next", id="details.open"),
        Binding("r", "set_passage", "Set the opened annotation's passage", id="passage.set"),
        Binding("x", "delete", "Delete the annotation", id="annotation.delete"),
        Binding("a", "annotation(1)", "Next annotation", id="annotation.next"),
        Binding("A", "annotation(-1)", "Previous annotation", id="annotation.previous"),
        Binding("o", "others", "Show or hide the work of others", id="others.toggle"),
    ]

    beside = False
    _looked_at: tuple[Span, str | None] | None = None
    """The passage on which Enter was pressed last, and what it opened."""

    def action_label(self, name: str) -> None:
        """Tag the selection, or relabel the annotation that it exactly is."""
        if self.awaits_whole(partial(self.action_label, name)):
            return
        if self.session.store.read_only:
            self.follow()
        row = self.row_in_hand()
        self.attempt(lambda: self._label_row(row, Label(name)) if row else self._label(Label(name)))

    def action_beside(self) -> None:
        """Let the next label be a second one on the same passage."""
        self.beside = True
        self.say("the next label key tags beside what is there: c d e s")

    def action_details(self) -> None:
        """Open the annotation under the cursor; of several, the next."""
        row = self.row_in_hand()
        if row is not None:
            self.open_details(row)
            return
        here = self.annotations_here()
        if not here:
            self.say("nothing is tagged here: c claim, d denial, e evidence, s speculation")
            return
        ids = [each.annotation.id for each in here]
        at = ids.index(self.current) if self.current in ids else 0
        if self._looked_at == (self.text.selection.span, self.current):
            at += 1
        chosen = here[at % len(here)]
        self._looked_at = (self.text.selection.span, chosen.annotation.id)
        self.open_details(chosen)

    def open_details(self, each: Placed) -> None:
        """Ask what is to be said of an annotation, and keep the answer."""
        annotation = each.annotation
        self.set_current(annotation.id)
        links = [
            *verdict.verdicts_told(self.session, annotation),
            *links_told(self.session, annotation),
        ]
        if not self.is_mine(annotation):
            from nkreader.tui.dialogs.view import DetailsView

            today = self._words_today(each)
            notice = _GONE if each.span is None else ""
            view = DetailsView(annotation, links, today=today, notice=notice)
            self.app.push_screen(view, lambda status: self._judge(annotation, status))
            return
        from nkreader.session.annotating.proposing import NOTHING_PROPOSED, proposals, still_open
        from nkreader.tui.dialogs.details import DetailsForm

        found = proposals(self.opened, each.span) if self.opened and each.span else NOTHING_PROPOSED
        form = DetailsForm(
            annotation,
            still_open(annotation, found),
            links,
            drafts.typed_of(self.session, annotation),
            drafts.changed_since(self.session, annotation),
            today=self._words_today(each),
            notice=_LOST if each.span is None else "",
        )

        def keep(details: "Details | None") -> None:
            self.typing = None
            before = annotate.details_of(annotation)
            if details is None or details == before:
                thrown_away = details is None and form.typed != before
                self.attempt(lambda: self._drop_typed(annotation, told=thrown_away))
            else:
                self.attempt(lambda: self._keep_details(annotation, details))

        self.typing = (annotation, form)
        self.app.push_screen(form, keep)

    def action_set_passage(self) -> None:
        """Set the passage of the annotation last opened to the selection.

        In the list there is no selection but what a changed passage has become: that is taken.
        """
        row = self.row_in_hand()
        if row is not None:
            self.go_to(row)
            if row.is_certain or row.span is None:
                self.say(_LOST if row.span is None else _HOW_TO_SET)
                return
        each = self.find_placed(self.current)
        if each is None or self.opened is None:
            self.say("no annotation was opened: go to one with a, or open one with Enter")
            return
        opened, span = self.opened, self.text.selection.span

        def move() -> None:
            annotate.move(self.session, opened, each.annotation, span)
            was = "" if each.span else ", an orphan until now,"
            self.saved(f"{each.annotation.label}{was} set to this passage")

        self.attempt(move)

    def action_delete(self) -> None:
        """Delete the annotation in hand."""
        chosen = self.in_hand(mine=True)
        if chosen is None:
            others = " · Enter, then x, rejects another's" if self.annotations_here() else ""
            self.say(f"nothing of yours is tagged here{others}")
            return

        def delete() -> None:
            annotate.delete(self.session, chosen.annotation)
            self.saved(f"{chosen.annotation.label} deleted")

        self.attempt(delete)

    def action_annotation(self, step: int) -> None:
        """Go to the next or previous annotation."""
        for _ in range(self.text.take_count()):
            each = self._beyond(step)
            if each is None:
                self.say(self._none_further() if step > 0 else "no annotation before this")
                return
            self.go_to(each)

    def action_others(self) -> None:
        """Show or hide the work of other annotators."""
        self.show_others = not self.show_others
        self.show_annotations()
        self.say("the work of others is " + ("shown" if self.show_others else "hidden"))

    # --- what these share

    def annotations_here(self) -> list[Placed]:
        """Return the annotations under the selection: exact ones first, one's own, the smallest."""
        selected = self.text.selection.span
        near = self.text.page.over(selected) if self.text.page else self.placed
        here = [each for each in near if each.span and each.span.overlaps(selected)]
        return sorted(here, key=lambda each: self._nearness(each, selected))

    def in_hand(self, *, mine: bool = False) -> Placed | None:
        """Return the annotation of the list's row or, in the text, the one last opened here.

        Where none was opened here, it is the first one; in the text, only what is ``mine``.
        """
        row = self.row_in_hand()
        if row is not None:
            return row
        here = self.annotations_here()
        if mine:
            here = [each for each in here if self.is_mine(each.annotation)]
        opened = (each for each in here if each.annotation.id == self.current)
        return next(opened, here[0] if here else None)

    def go_to(self, each: Placed, *, jump: bool = True) -> None:
        """Select an annotation's passage, and take it for the one last opened."""
        self.set_current(each.annotation.id)
        if each.span is None:
            self.say(_GONE, wrong=True)
            return
        self.text.select(Selection(each.span), jump=jump)
        if not each.is_certain:
            self.say("the text was changed here: Enter compares, r sets the passage to this")

    def set_current(self, annotation_id: str | None) -> None:
        """Take an annotation for the one last opened."""
        self.current = annotation_id
        if annotation_id:
            self.annotations.put_cursor(annotation_id)

    def saved(self, what: str, then: str = UNDOES) -> None:
        """Say that a change is on disk, and show it; what is to be known of the files goes first.

        Of that and ``then`` there is room for one.
        """
        self.show_annotations()
        self.note_place()
        self.show_counts()
        self.saved_at = datetime.now().astimezone().strftime("%H:%M:%S")
        self.say(" · ".join([f"{what}, saved {self.saved_at}", *(self.news() or [then])]))
        self.show_facts()

    def _label_row(self, row: Placed, label: Label) -> None:
        """Relabel the annotation of a row; where it is another's, or with +, tag its passage."""
        mine = self.is_mine(row.annotation)
        if row.span is None and self.beside:
            self.beside = False
            self.say(f"{_GONE}: nothing can be tagged beside it", wrong=True)
        elif row.span and (self.beside or not mine):
            self.text.select(Selection(row.span))
            self._label(label)
        else:
            self._relabel(row.annotation, label)

    def _relabel(self, annotation: Annotation, label: Label) -> None:
        if annotation.label is label:
            self.say(f"this passage is tagged {label} already")
            return
        changed = verdict.relabel(self.session, annotation, label)
        self._tagged(changed, f"{annotation.label} is now {label}")

    def _label(self, label: Label) -> None:
        if self.opened is None or self.text.selection.span.end <= self.text.selection.span.start:
            self.say("there is nothing to tag here")
            return
        span = self.text.selection.span
        self.text.reveal(span)
        beside, self.beside = self.beside, False
        exact = [
            self.placed[k].annotation
            for k in self.placed.numbers_on(span)
            if self.is_mine(self.placed[k].annotation)
        ]
        if any(annotation.label is label for annotation in exact):
            self.say(f"this passage is tagged {label} already")
        elif exact and not beside:
            chosen = next((each for each in exact if each.id == self.current), exact[0])
            self._relabel(chosen, label)
        else:
            made = annotate.annotate(self.session, self.opened, span, label)
            self._tagged(made, f"{label} tagged")

    def _tagged(self, annotation: Annotation, what: str) -> None:
        self.current = annotation.id
        self._looked_at = None
        self.text.settle()
        self.saved(what)

    def _keep_details(self, annotation: Annotation, details: "Details") -> None:
        drafts.note(self.session, annotation, details)
        try:
            annotate.edit(self.session, annotation, details)
        except NkreaderError as error:
            raise NkreaderError(f"{error} · Enter opens what you typed") from error
        self.saved(f"{annotation.label} edited")
        drafts.drop(self.session, annotation.id)

    def _judge(self, annotation: Annotation, status: Status | None) -> None:
        """Keep what was held of another's annotation, if anything was."""
        judge = {Status.ACCEPTED: verdict.accept, Status.REJECTED: verdict.reject}
        if status not in judge:
            return

        def keep() -> None:
            judge[status](self.session, annotation)
            self.saved(f"{annotation.annotator}'s {annotation.label} {status}")

        self.attempt(keep)

    def _drop_typed(self, annotation: Annotation, *, told: bool) -> None:
        drafts.drop(self.session, annotation.id)
        if told:
            self.say("what you typed was thrown away")

    def _words_today(self, each: Placed) -> str | None:
        """Return what stands where a changed passage may be."""
        if each.is_certain or each.span is None or self.opened is None:
            return None
        return each.span.of(self.opened.source.text)

    def _beyond(self, step: int) -> Placed | None:
        """Return the annotation after (before) the current one, or the selection."""
        here = self.placed.numbers_on(self.text.selection.span)
        current = self.placed.number_of(self.current) if self.current else None
        at = here.stop if step > 0 else here.start - 1
        if current is not None and current in here:
            at = current + step
        return self.placed[at] if 0 <= at < len(self.placed.in_text) else None

    def _none_further(self) -> str:
        """Return that the last annotation was reached, and where those without a place are."""
        orphans = counted_orphans(self.placed.count_in(AnchorState.ORPHAN))
        if orphans:
            return f"no further annotation in the text; {orphans}: Tab"
        return "no further annotation here"

    def _nearness(self, each: Placed, selected: Span) -> tuple[bool, bool, int, int]:
        span = each.span or Span(0, 0)
        others = not self.is_mine(each.annotation)
        return (span != selected, others, span.end - span.start, span.start)
