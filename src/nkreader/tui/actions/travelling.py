"""Going to a place in any source of the run, and back the way one came."""

from nkreader.model.span import Span
from nkreader.reading.selection import Selection
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.opening import Opening


class Travelling:
    """Jumps across sources. What lists annotations of all sources asks for its jumps here."""

    def __init__(self, desk: Desk, in_hand: InHand, opening: Opening) -> None:
        """Hold what opens sources, and takes annotations in hand."""
        self._desk = desk
        self._in_hand = in_hand
        self._opening = opening

    def go_to_annotation(self, annotation_id: str) -> bool:
        """Go to an annotation in whatever source; where it cannot be shown, say why.

        The answer is whether there is such an annotation, in a source of this run.
        """
        from nkreader.session.tagged import Tagged

        desk, session = self._desk, self._desk.session
        tagged = Tagged(session, samples=True)
        annotation = session.everybody.find(annotation_id)
        ref = tagged.refs.get(annotation.source) if annotation else None
        if annotation is None or ref is None:
            desk.say("this annotation is not there any more")
            return False
        entry = tagged.entry(ref)
        paths = [each.path for each in session.library.entries]
        if entry is None or entry.path not in paths:
            desk.say(f"{ref.path} is not open here: nkreader FILE opens it", wrong=True)
            return False
        self.go_to_place(paths.index(entry.path), annotation.span)
        each = desk.find_placed(annotation_id)
        if each is not None:
            self._in_hand.go_to(each, jump=False)
        return True

    def go_to_place(self, index: int, span: Span) -> None:
        """Select a span of the source at ``index`` of the library; the way back is remembered."""
        desk = self._desk
        if desk.opened is not None:
            desk.remember_way_back(desk.text.selection)
        self._opening.show_place(index, Selection(span), jump=True)
        desk.screen.set_focus(desk.text)
