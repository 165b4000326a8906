"""Where each motion takes the selection: functions from ground and selection to selection.

A motion that has nowhere to go returns the selection unchanged.
"""

from collections.abc import Callable

from nkreader.model.span import Span
from nkreader.reading.clusters import cluster_at
from nkreader.reading.ground import Ground
from nkreader.reading.selection import Grain, Selection

Motion = Callable[[Ground, Selection], Selection]


def select_at(ground: Ground, selection: Selection, offset: int) -> Selection:
    """Return the selection put at ``offset``, as finely as it goes now."""
    if selection.grain is Grain.SENTENCE:
        found = ground.sentence_after(offset, ended=True) or ground.sentence_before(offset)
    elif selection.grain is Grain.WORD:
        found = _word_at(ground, offset)
    else:
        found = _cluster_at(ground, offset)
    return selection.to(found) if found else selection


def next_sentence(ground: Ground, selection: Selection) -> Selection:
    """Go to the sentence after the one in which the selection ends."""
    last = ground.sentence_at(max(selection.span.end - 1, 0))
    found = ground.sentence_after(last.end if last else selection.span.end)
    return select_at(ground, selection, found.start) if found else selection


def previous_sentence(ground: Ground, selection: Selection) -> Selection:
    """Go to the sentence before the one in which the selection starts."""
    first = ground.sentence_at(selection.span.start)
    found = ground.sentence_before(first.start if first else selection.span.start)
    return select_at(ground, selection, found.start) if found else selection


def grow(ground: Ground, selection: Selection) -> Selection:
    """Move the end to the next end of a sentence."""
    found = ground.sentence_after(selection.span.end, ended=True)
    return _ending(selection, found.end) if found else selection


def shrink(ground: Ground, selection: Selection) -> Selection:
    """Move the end back to the last end of a sentence inside the selection."""
    start, end = selection.span
    inside = [each.end for each in ground.sentences_in(selection.span) if start < each.end < end]
    return _ending(selection, inside[-1]) if inside else selection


def end_on(ground: Ground, selection: Selection) -> Selection:
    """Move the end a word on, or over the stop that ends the sentence."""
    end = selection.span.end
    word = ground.word_after(end)
    sentence = ground.sentence_after(end, ended=True)
    stops = [span.end for span in (word, sentence) if span and span.end > end]
    return _ending(selection, min(stops)) if stops else selection


def end_back(ground: Ground, selection: Selection) -> Selection:
    """Move the end a word back; the first word stays."""
    start, end = selection.span
    stops = [each.end for each in ground.sentences_in(selection.span) if start < each.end < end]
    for word in ground.words_before(end):
        if word.start < start:
            break
        if word.end < end:
            stops.append(word.end)
            break
    return _ending(selection, max(stops)) if stops else selection


def start_on(ground: Ground, selection: Selection) -> Selection:
    """Move the start a word on; the last word stays."""
    start, end = selection.span
    word = ground.word_after(start)
    if word and word.start == start:
        word = ground.word_after(word.end)
    inside = ground.sentences_in(selection.span)
    stops = [each.start for each in (*inside, word) if each and start < each.start < end]
    return _starting(selection, min(stops)) if stops else selection


def start_back(ground: Ground, selection: Selection) -> Selection:
    """Move the start a word back, or over the mark that opens the sentence."""
    start = selection.span.start
    word = next(ground.words_before(start), None)
    sentence = ground.sentence_before(start)
    stops = [each.start for each in (word, sentence) if each]
    return _starting(selection, max(stops)) if stops else selection


def next_paragraph(ground: Ground, selection: Selection) -> Selection:
    """Go to the next paragraph or turn."""
    at = ground.paragraph_start_after(selection.span.start)
    return selection if at is None else select_at(ground, selection, at)


def previous_paragraph(ground: Ground, selection: Selection) -> Selection:
    """Go to the start of this paragraph or turn, or from there to the one before."""
    at = ground.paragraph_start_before(selection.span.start)
    return selection if at is None else select_at(ground, selection, at)


def next_landmark(ground: Ground, selection: Selection) -> Selection:
    """Go to the next section or timecode."""
    at = ground.landmark(selection.span.start, +1)
    return selection if at is None else _after_mark(ground, selection, at)


def previous_landmark(ground: Ground, selection: Selection) -> Selection:
    """Go to the previous section or timecode."""
    at = selection.span.start
    while (mark := ground.landmark(at, -1)) is not None:
        moved = _after_mark(ground, selection, mark)
        if moved.span.start < selection.span.start:
            return moved
        at = mark
    return selection


def top(ground: Ground, selection: Selection) -> Selection:
    """Go to the first sentence."""
    found = ground.sentence_after(0)
    return select_at(ground, selection, found.start) if found else selection


def bottom(ground: Ground, selection: Selection) -> Selection:
    """Go to the last sentence."""
    found = ground.sentence_before(len(ground.prose))
    return select_at(ground, selection, found.start) if found else selection


def next_step(ground: Ground, selection: Selection) -> Selection:
    """Go a word (or character) on."""
    if selection.grain is Grain.CHARACTER:
        return select_at(ground, selection, selection.span.end)
    word = ground.word_after(selection.span.end)
    return selection.to(word) if word else selection


def previous_step(ground: Ground, selection: Selection) -> Selection:
    """Go a word (or character) back."""
    start = selection.span.start
    if selection.grain is Grain.CHARACTER:
        return select_at(ground, selection, max(start - 1, 0))
    word = next(ground.words_before(start), None)
    return selection.to(word) if word else selection


def step_end_on(ground: Ground, selection: Selection) -> Selection:
    """Let the free selection grow by a word (or character)."""
    if selection.grain is not Grain.CHARACTER:
        return end_on(ground, selection)
    found = _cluster_at(ground, selection.span.end)
    return _ending(selection, found.end) if found else selection


def step_end_back(ground: Ground, selection: Selection) -> Selection:
    """Let the free selection shrink by a word (or character)."""
    if selection.grain is not Grain.CHARACTER:
        return end_back(ground, selection)
    found = _cluster_at(ground, selection.span.end - 1)
    if found is None or found.start <= selection.span.start:
        return selection
    return _ending(selection, found.start)


def free(ground: Ground, selection: Selection) -> Selection:
    """Select freely: by word from the passage's first word, then by character."""
    finer = {Grain.SENTENCE: Grain.WORD, Grain.WORD: Grain.CHARACTER}
    grain = finer.get(selection.grain, Grain.WORD)
    return select_at(ground, Selection(selection.span, grain), selection.span.start)


def words_of(ground: Ground, span: Span) -> Selection:
    """Select the words that ``span`` touches."""
    by_word = Selection(span, Grain.WORD)
    first = select_at(ground, by_word, span.start).span
    last = select_at(ground, by_word, max(span.start, span.end - 1)).span
    return by_word.to(Span(first.start, max(first.end, last.end)))


def whole(ground: Ground, selection: Selection) -> Selection:
    """Go back to the sentence in which the selection starts."""
    return select_at(ground, Selection(selection.span), selection.span.start)


def repeated(motion: Motion, count: int) -> Motion:
    """Return ``motion`` done ``count`` times, or as often as it moves."""

    def many(ground: Ground, selection: Selection) -> Selection:
        for _ in range(count):
            moved = motion(ground, selection)
            if moved == selection:
                break
            selection = moved
        return selection

    return many


def _ending(selection: Selection, end: int) -> Selection:
    return selection.to(Span(selection.span.start, end))


def _starting(selection: Selection, start: int) -> Selection:
    return selection.to(Span(start, selection.span.end))


def _after_mark(ground: Ground, selection: Selection, at: int) -> Selection:
    """Put the selection at the first sentence that starts at or after a mark."""
    found = ground.sentence_after(at) or ground.sentence_after(at, ended=True)
    return select_at(ground, selection, found.start) if found else selection


def _word_at(ground: Ground, offset: int) -> Span | None:
    before = next(ground.words_before(offset + 1), None)
    if before and before.end > offset:
        return before
    return ground.word_after(offset) or before


def _cluster_at(ground: Ground, offset: int) -> Span | None:
    """Return the cluster that holds ``offset``, if any does."""
    if not 0 <= offset < len(ground.prose):
        return None
    return cluster_at(ground.source.text, offset)
