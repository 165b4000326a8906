"""Going to a place in any source of the run, and back the way one came."""

from nkreader.model.span import Span
from nkreader.reading.selection import Selection
from nkreader.tui.actions.tagging import Tagging


class Travelling(Tagging):
    """Jumps across sources. What lists annotations of all sources asks for its jumps here."""

    def go_to_annotation(self, annotation_id: str) -> bool:
        """Go to an annotation in whatever source; where it cannot be shown, say why.

        The answer is whether there is such an annotation, in a source of this run.
        """
        from nkreader.session.tagged import Tagged

        tagged = Tagged(self.session, samples=True)
        annotation = self.session.everybody.find(annotation_id)
        ref = tagged.refs.get(annotation.source) if annotation else None
        if annotation is None or ref is None:
            self.say("this annotation is not there any more")
            return False
        entry = tagged.entry(ref)
        paths = [each.path for each in self.session.library.entries]
        if entry is None or entry.path not in paths:
            self.say(f"{ref.path} is not open here: nkreader FILE opens it", wrong=True)
            return False
        self.go_to_place(paths.index(entry.path), annotation.span)
        each = self.find_placed(annotation_id)
        if each is not None:
            self.go_to(each, jump=False)
        return True

    def go_to_place(self, index: int, span: Span) -> None:
        """Select a span of the source at ``index`` of the library; the way back is remembered."""
        if self.opened is not None:
            self.remember_way_back(self.text.selection)
        self.show_place(index, Selection(span), jump=True)
        self.set_focus(self.text)
