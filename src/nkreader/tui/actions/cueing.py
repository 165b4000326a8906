"""Cues: words that signal a label are underlined, and what is proposed can be gone to."""

from nkreader.analysis.suggesting.suggestions import STATES_SOMETHING, Suggestion
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.reading.selection import Grain, Selection
from nkreader.session.cue_words import CueWords
from nkreader.session.everybody import Everybody
from nkreader.session.opened import Opened
from nkreader.session.suggest import Advice, advice, dealt_with, muted_told
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.locating import Locating


class Cueing:
    """Shows cues, and goes from one proposal to the next. Saves nothing."""

    def __init__(self, desk: Desk, locating: Locating) -> None:
        """Show none."""
        self._desk = desk
        self._locating = locating
        self.cues_shown = False
        self._advice: Advice | None = None
        self._advised_at = -1
        # The source and everybody's work that it was found with.
        self._done: tuple[Opened, Everybody, Cover[Span]] | None = None
        self._cue_words: tuple[Opened, Advice, CueWords] | None = None
        locating.further.append(self._told_here)
        desk.when_put.append(self._show_cues)

    def toggle(self) -> None:
        """Show or hide the words that signal a label."""
        self.cues_shown = not self.cues_shown
        self._take_advice()
        self._show_cues(self._desk.opened)
        muted = self.advice.muted if self.cues_shown else ()
        more = f"; {len(muted)} muted: ? says which" if muted else ""
        what = "are underlined" if self.cues_shown else "are not underlined"
        self._desk.say(f"words that signal a label {what}{more}")
        self._locating.show_facts()

    def next_suggestion(self, step: int) -> None:
        """Go to the next or previous sentence for which a label is proposed."""
        desk, opened = self._desk, self._desk.opened
        if opened is None:
            return
        self._take_advice()
        done = self._dealt_with(opened)
        here, found = desk.text.selection.span, None
        for _ in range(desk.text.take_count()):
            further = self.cue_words(opened).beyond(here, step, done)
            if further is None:
                break
            here, found = further.span, further
        if found is None:
            desk.say("no suggestion after this" if step > 0 else "no suggestion before this")
            return
        desk.text.select(Selection(found.span), jump=True)
        desk.say(f"{_told(found)} · c d e s tag it, as you see it")

    def notices(self) -> list[str]:
        """Return which cues reviews have muted."""
        return list(muted_told(self._take_advice()))

    @property
    def advice(self) -> Advice:
        """The rules, with one's verdicts up to the last key that asked for what they propose."""
        return self._advice or self._take_advice()

    def cue_words(self, opened: Opened) -> CueWords:
        """Return a source seen with cues."""
        known, rules = self._cue_words, self.advice
        if known is None or known[0] is not opened or known[1] is not rules:
            known = self._cue_words = (opened, rules, CueWords(opened, rules.weighing))
        return known[2]

    def _take_advice(self) -> Advice:
        """Heed the verdicts that there are by now."""
        session = self._desk.session
        if self._advice is None or self._advised_at != session.store.version:
            self._advice = advice(session, self._advice)
            self._advised_at = session.store.version
        return self._advice

    def _told_here(self) -> str:
        """Return what is proposed for the selected sentence, where cues are shown."""
        opened, selection = self._desk.opened, self._desk.text.selection
        if not self.cues_shown or opened is None or selection.grain is not Grain.SENTENCE:
            return ""
        sentence = opened.ground.sentence_at(selection.span.start)
        if sentence != selection.span or self._dealt_with(opened).over(sentence):
            return ""
        found = self.cue_words(opened).suggestion(sentence)
        if found is None or self._desk.status.message.startswith(_asked(found)):
            return ""
        return f"{_asked(found)} {_heard(found)}"

    def _show_cues(self, opened: Opened | None) -> None:
        shown = self.cues_shown and opened is not None
        self._desk.text.show_cues(self.cue_words(opened) if shown and opened else None)

    def _dealt_with(self, opened: Opened) -> Cover[Span]:
        """Return where nothing is to be proposed, as it is now."""
        session, known = self._desk.session, self._done
        everybody = session.everybody
        if known is None or known[0] is not opened or known[1] is not everybody:
            known = self._done = (opened, everybody, dealt_with(session, opened))
        return known[2]


def _told(found: Suggestion) -> str:
    """Say what is proposed, and why."""
    cue = f"{found.cue}: " if found.words else ""
    return f"{_asked(found)} {cue}{_heard(found)}, {found.score:.0%} sure"


def _heard(found: Suggestion) -> str:
    """Return the words for which a label is proposed, else what speaks for it without any."""
    return f"“{found.words}”" if found.words else STATES_SOMETHING


def _asked(found: Suggestion) -> str:
    return f"{found.label}?"
