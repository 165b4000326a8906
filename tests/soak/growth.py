"""Texts made to blow up what reads them: one piece, over and over, after any kind of beginning."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from random import Random
from time import process_time

from harness.searching import source_of
from nkreader.analysis.attributing.attribution import attributed, outlet_of
from nkreader.loaders.decoding import decode
from nkreader.loaders.entities import gazetteer
from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.flow import flow
from nkreader.reading.layout import Layout
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.text.display import visible
from nkreader.text.hidden import hidden
from nkreader.text.json_escape import escaped
from nkreader.text.mentions import Matcher
from nkreader.text.search import search
from soak.trial import Outcome, Run, Trial

_SMALL = 5_000  # code points
_TIMES = 10
# What is worse than in proportion, and so much that it is felt; seconds of the processor.
_MOST_TIMES = 20
_FELT = 0.15
# A machine that has other work is given so many chances.
_CHANCES = 3

_PIECES = (
    "a", "A", "(", "((((", "[", "\"", "“", "‘", "'", ".", "...", ". ", "!?", " ", "\n", "\r",
    "\r\n", "\t", "\u00a0", "-", " - ", "—", ">>", ">> ", ">", "a:", "a: ", "A: ", "Aa ",
    "Kim ", "kim jong ", "Kim Jong Un ", "5:58 pm\n", "5:58 pm\n>> a\n", "12:34:56\n",
    "http://", "https://a.b/ ", "]]>", "]]> ", "<", "<a ", "<a href=\"", "</", "<!--", "<!",
    "<?", "<p>", "<div>x", "<b>x</b>", "<title>", "<script>", "&", "&#", "&amp;", "{", "[{",
    "\x1b", "é", "한", "👍\u200d👍", "e\u0301", "\u0301", "0", "1. ", "Jan 1, ", "1 Jan ",
    "Mon, 01 Jan 2024 10:00:00 +0000 ", "2024-01-01", "U.S.", "Mr. ", "'s ", "[12]", ".\"",
    "said ", "said, ", "the ", "x. ", "a\n\n", "A.\n", "a,\n", "\u200b", "\u2028",
    "00:01.000 --> 00:02.000\na\n\n", "1\n00:00:01,000 --> 00:00:02,000\na\n\n", "a.b", "a-",
    "@a", "www.", "“a” ", "“a ", "(a) ", "*", "♪ a ", "shop now ", "visit a.b. ",
    "By A Writer\n", "(AP) — ", "Share\n", "Advertisement\n", "a | b\n", "\\", "\uffff",
    "\ufffe", "he said, “", "according to a ", ", who ", "and ", "Kim and ",
    "Aaaa Bbbb Cccc\n",
    "a" * 79 + "\n",
)  # fmt: skip
_BEGINNINGS = (
    "",
    "tv Show KQED September 19, 2023 5:58pm-6:01pm CEST\n\n5:58 pm\n",
    "sami: hello there\n",
    "WEBVTT\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\n",
    "<html><body>",
    "<?xml version='1.0'?><rss><channel><item><description>",
    "Title https://a.b/ ]]> Mon, 01 Jan 2024 10:00:00 +0000 en-US hourly 1 ",
    "Headline here\n\nBy A Writer\n\nSEOUL (AP) — It was.\n\n",
    '{"segments": [{"start": 1, "text": "',
)
_CATASTROPHE = re.compile(r"(?:\w+\s?)+;")


def _read(text: str) -> None:
    """Do all that is done with a text from file to screen."""
    decode(text.encode())
    source = source_of(text)
    opened = Opened(source, "x", _MATCHER)
    layout = Layout(flow(source, opened.prose, margin=True), 76)
    while layout.pending:
        layout.wrap(layout.pending[0])
    selection = motions.top(opened.ground, Selection(Span(0, 0)))
    for move in _MOVES:
        selection = move(opened.ground, selection)
    first = next(iter(opened.sentences), Span(0, 0))
    attributed(source, opened.prose, first, opened.all_mentions, opened.sentences)
    outlet_of(source, first)
    for each in (visible, hidden, escaped):
        each(text)
    for _ in search(opened.prose, "a - a"):
        pass


_MOVES: tuple[motions.Motion, ...] = (
    motions.end_on, motions.next_sentence, motions.end_back, motions.start_on, motions.start_back,
    motions.next_paragraph, motions.grow, motions.shrink, motions.bottom, motions.end_back,
    motions.start_on, motions.previous_paragraph, motions.previous_sentence, motions.free,
    motions.next_step, motions.bottom, motions.previous_step, motions.free, motions.next_step,
    motions.step_end_on, motions.bottom, motions.previous_step, motions.next_landmark,
)  # fmt: skip
_MATCHER = Matcher(gazetteer())


def _run(run: Run) -> Outcome:
    return _grown(run, _read)


def _known_bad(run: Run) -> Outcome:
    return _grown(run, lambda text: _CATASTROPHE.match("a" * (len(text) // 2_100)))


def _grown(run: Run, read: Callable[[str], object]) -> Outcome:
    read("A text. ")
    worst, faults = 0.0, []
    for beginning, piece in islice(_texts(run.seed), run.count):
        for _ in range(_CHANCES):
            small = _seconds(read, beginning + piece * (_SMALL // len(piece)))
            large = _seconds(read, beginning + piece * (_SMALL * _TIMES // len(piece)))
            times = large / max(small, 1e-4)
            if large < _FELT or times < _MOST_TIMES:
                break
        else:
            faults.append(f"{piece!r} after {beginning[:20]!r}: {times:.0f} times, {large:.2f} s")
        if large >= _FELT:
            worst = max(worst, times)
    return Outcome({"texts": run.count, "times at most": f"{worst:.1f}"}, tuple(faults))


def _texts(seed: int) -> Iterator[tuple[str, str]]:
    texts = [*product(_BEGINNINGS, _PIECES)]
    Random(seed).shuffle(texts)
    return iter(texts)


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = process_time()
    read(text)
    return process_time() - start


TRIAL = Trial(
    id="X12",
    promise=(
        "No text blows up what reads it: ten times as much of any piece, after the beginning of "
        "any kind of source, takes about ten times the time, from the file to the screen."
    ),
    sample=8,
    full=len(_PIECES) * len(_BEGINNINGS),
    run=_run,
    bad_build="a pattern that goes back over what it has read",
    known_bad=_known_bad,
    bad_tries=1,
)
