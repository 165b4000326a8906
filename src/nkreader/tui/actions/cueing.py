"""Cues: words that signal a label are underlined, and what is proposed can be gone to."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.span import Span
from nkreader.reading.selection import Grain, Selection
from nkreader.session.opened import Opened
from nkreader.tui.actions.opening import Opening

if TYPE_CHECKING:
    from nkreader.analysis.suggesting.suggestions import Suggestion
    from nkreader.model.annotation import Annotation
    from nkreader.reading.cover import Cover
    from nkreader.session.cue_words import CueWords
    from nkreader.session.suggest import Advice


class Cueing(Opening):
    """Shows cues, and goes from one proposal to the next. Saves nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "cues", "Underline words that signal a label", id="cues.toggle"),
        Binding("w", "suggestion(1)", "Next suggestion", id="suggestion.next"),
        Binding("W", "suggestion(-1)", "Previous suggestion", id="suggestion.previous"),
    ]

    cues_shown = False
    _advice: "Advice | None" = None
    _advised_at = -1
    # The source, the version of my database and others' work that it was found with.
    _done: "tuple[Opened, int, tuple[Annotation, ...], Cover[Span]] | None" = None
    _cue_words: "tuple[Opened, Advice, CueWords] | None" = None

    def action_cues(self) -> None:
        """Show or hide the words that signal a label."""
        self.cues_shown = not self.cues_shown
        self._take_advice()
        self._show_cues()
        muted = self.advice.muted if self.cues_shown else ()
        more = f"; {len(muted)} muted: ? says which" if muted else ""
        what = "are underlined" if self.cues_shown else "are not underlined"
        self.say(f"words that signal a label {what}{more}")
        self.show_facts()

    def action_suggestion(self, step: int) -> None:
        """Go to the next or previous sentence for which a label is proposed."""
        if self.opened is None:
            return
        self._take_advice()
        done = self._dealt_with(self.opened)
        here, found = self.text.selection.span, None
        for _ in range(self.text.take_count()):
            further = self.cue_words(self.opened).beyond(here, step, done)
            if further is None:
                break
            here, found = further.span, further
        if found is None:
            self.say("no suggestion after this" if step > 0 else "no suggestion before this")
            return
        self.text.select(Selection(found.span), jump=True)
        self.say(f"{_told(found)} · c d e s tag it, as you see it")

    def cue_told(self) -> str:
        """Return what is proposed for the selected sentence, where cues are shown."""
        selection = self.text.selection
        if not self.cues_shown or self.opened is None or selection.grain is not Grain.SENTENCE:
            return ""
        sentence = self.opened.ground.sentence_at(selection.span.start)
        if sentence != selection.span or self._dealt_with(self.opened).over(sentence):
            return ""
        found = self.cue_words(self.opened).suggestion(sentence)
        if found is None or self.status.message.startswith(_asked(found)):
            return ""
        return f"{_asked(found)} {found.words or found.cue}"

    def cue_notices(self) -> list[str]:
        """Return which cues reviews have muted."""
        from nkreader.session.suggest import muted_told

        return list(muted_told(self._take_advice()))

    @property
    def advice(self) -> "Advice":
        """The rules, with one's verdicts up to the last key that asked for what they propose."""
        return self._advice or self._take_advice()

    def _take_advice(self) -> "Advice":
        """Heed the verdicts that there are by now."""
        from nkreader.session.suggest import advice

        version = self.session.store.version
        if self._advice is None or self._advised_at != version:
            self._advice, self._advised_at = advice(self.session, self._advice), version
        return self._advice

    def cue_words(self, opened: Opened) -> "CueWords":
        """Return a source seen with cues."""
        known, rules = self._cue_words, self.advice
        if known is None or known[0] is not opened or known[1] is not rules:
            from nkreader.session.cue_words import CueWords

            known = self._cue_words = (opened, rules, CueWords(opened, rules.weighing))
        return known[2]

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        super()._put_on_desk(index, opened, selection)
        self._show_cues()

    def _show_cues(self) -> None:
        shown = self.cues_shown and self.opened is not None
        self.text.show_cues(self.cue_words(self.opened) if shown and self.opened else None)

    def _dealt_with(self, opened: Opened) -> "Cover[Span]":
        """Return where nothing is to be proposed, as it is now."""
        version, others = self.session.store.version, self.session.others
        known = self._done
        if known is None or known[0] is not opened or known[1] != version or known[2] is not others:
            from nkreader.session.suggest import dealt_with

            known = self._done = (opened, version, others, dealt_with(self.session, opened))
        return known[3]


def _told(found: "Suggestion") -> str:
    """Say what is proposed, and why."""
    why = f"{found.cue}: “{found.words}”" if found.words else found.cue
    return f"{_asked(found)} {why}, {found.score:.0%}"


def _asked(found: "Suggestion") -> str:
    return f"{found.label}?"
