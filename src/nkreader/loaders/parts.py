"""What a reader of one shape hands back: the text and the parts found in it."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from nkreader.model.source import Section, Shape, Timecode, Turn
from nkreader.model.span import Span, merged
from nkreader.text.spaces import trimmed


class Parts(Struct, frozen=True):
    """A text and what it holds, as in ``Source``; what only the file knows is not in it."""

    text: str
    shape: Shape
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    urls: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    timecodes: tuple[Timecode, ...] = ()
    turns: tuple[Turn, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    standalone: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()


# Returns None for a text that is not of its shape.
Reader = Callable[[str], Parts | None]


def undivided(
    text: str,
    shape: Shape,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    timecodes: Iterable[Timecode] = (),
    turns: Iterable[Turn] = (),
    boilerplate: Iterable[Span] = (),
    standalone: Iterable[Span] = (),
    notices: Iterable[str] = (),
) -> Parts:
    """Return the parts of a text that is one section as a whole."""
    whole = Span(0, len(text))
    waste = merged(boilerplate)
    body = body_of(text, whole, waste)
    return Parts(
        text=text,
        shape=shape,
        title=title,
        publisher=publisher,
        published=published,
        urls=(url,) if url else (),
        sections=(Section(whole, body, title, url, published),),
        timecodes=tuple(timecodes),
        turns=tuple(turns),
        boilerplate=waste,
        standalone=outside(standalone, waste),
        notices=tuple(notices),
    )


def outside(spans: Iterable[Span], boilerplate: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in text order, each once, without those that lie in boilerplate.

    ``boilerplate`` is in text order and does not overlap.
    """
    kept: list[Span] = []
    waste = 0
    for span in sorted(set(spans)):
        while waste < len(boilerplate) and boilerplate[waste].end <= span.start:
            waste += 1
        if waste == len(boilerplate) or not boilerplate[waste].contains(span):
            kept.append(span)
    return tuple(kept)


def body_of(text: str, span: Span, boilerplate: Sequence[Span]) -> Span:
    """Return ``span`` without the white space and the boilerplate at its ends.

    ``boilerplate`` is in text order and does not overlap.
    """
    body = trimmed(text, *span)
    for waste in boilerplate:
        if waste.end <= body.start:
            continue
        if waste.start > body.start:
            break
        body = trimmed(text, min(waste.end, body.end), body.end)
    for waste in reversed(boilerplate):
        if waste.start >= body.end:
            continue
        if waste.end < body.end:
            break
        body = trimmed(text, body.start, max(waste.start, body.start))
    return body
