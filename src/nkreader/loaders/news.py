"""What stands in a news text beside its prose: headings, datelines, captions, credits, notes.

Works on paragraphs of any shape of source; knows nothing of where a text begins or ends.
"""

import re
from collections.abc import Sequence

from msgspec import Struct, field

from nkreader.loaders.lines import paragraphs
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

# A longer line is prose, whatever it begins with.
_LONGEST = 400
# So often a page may say the same caption over.
_REPEATS = 4

_AGENCY = (
    r"(?:AP|AFP|EPA|ANP|DPA|KCNA|TASS|EFE|Reuters|REUTERS|Getty(?: Images)?|Yonhap|Kyodo|Xinhua)"
)
_CREDIT = regex(
    r"/\s.{1,120}"
    r"|[|(\[]?\s*(?i:photo(?:graph)?|image|picture|illustration|graphic|video|file photo)s?\s*"
    r"(?i:credits?|courtesy|source|by)?\s*(?:[:/©]|(?i:by|courtesy of)\s).{1,120}"
    r"|\|?\s*(?i:credits?):.{1,120}"
    rf"|{_AGENCY}(?:\s(?i:photo|file))?\s?/.{{1,100}}"
    rf"|[^.!?]{{1,100}}/\s?{_AGENCY}\)?"
    r"|[©Ⓒ].{1,120}"
)
# A sentence may begin like a credit; only these words make one that ends in a full stop.
_SURE_CREDIT = regex(r"^/|credit|courtesy|©", re.IGNORECASE)

_NOT_PROSE = regex(
    r"\]\]>|source(?: link| article)?|(?:source|original|via|link|url):?\s{0,3}https?://\S+"
    r"|(?:read|see) more\s{0,3}[:“\"«|].{1,300}|(?:continue|keep) reading\s?[:“\"«|].{1,300}"
    r"|(?:read|see|watch|view|more)\s?[:|]\s.{1,300}"
    r"|(?:read|see|show|load|view) more\s?[.…»]{0,3}|continue reading\s?[.…»→]{0,3}"
    r"|(?:also|must|related|don.t miss)[ -]?(?:read|watch|see)?\s?[:|].{1,300}"
    r"|(?:read|watch|see) also\s?[:|].{1,300}"
    r"|(?:waiting for response to )?load(?:ing)?\s?(?:…|\.{2,3})"
    r"|the post .{1,300} (?:first appeared|appeared first) on .{1,120}"
    r"|(?:story continues below )?advertisement|(?:article|story) continues below"
    r"|(?:share|tweet|print|email) this(?: article| story)?|listen to this (?:article|story)"
    r"|(?:sign up|subscribe) (?:for|to) .{1,100} newsletters?.{0,40}|follow us on .{1,100}"
    r"|copyright\b.{0,120}|all rights reserved\.?",
    re.IGNORECASE,
)
_INPUTS = regex(r"\(?with (?:agency )?inputs? from .{1,80}", re.IGNORECASE)
_NOTE_TOPIC = regex(r"\b(?:headline|story|stories|text|article|report)\b", re.IGNORECASE)
_NOTE_CUE = regex(
    r"syndicat|auto-?generated|not been (?:edited|created)|agency feed|wire feed|newsroom staff",
    re.IGNORECASE,
)
_NOTE_START = regex(r"[(\[]|this (?:story|article|report)|except for", re.IGNORECASE)

_DASHED = regex(r"[-–—]\s.{1,100}\s[-–—]")
_HASHED = regex(r"#{1,6}[ \t]+(?=\S)")
_LIST_MARK = regex(r"[-–—*•·‣>|]|\d{1,3}[.)]\s")
_SMALL_WORDS = frozenset(("of", "the", "and", "de", "del", "la", "di", "da", "in", "on", "near"))


class Besides(Struct, frozen=True):
    """Spans that are sentences of their own, and spans that are nobody's prose."""

    standalone: tuple[Span, ...]
    boilerplate: tuple[Span, ...]


def besides(text: str, start: int, end: int) -> Besides:
    """Return what is not running prose between two offsets."""
    sorting = _Sorting(text)
    for paragraph in paragraphs(text, start, end):
        sorting.take(paragraph)
    boilerplate = (*sorting.boilerplate, *_cdata_ends(text, start, end))
    return Besides(tuple(sorted(sorting.standalone)), boilerplate)


class _Sorting(Struct):
    """One way through the paragraphs of a text, and what was found on it so far."""

    text: str
    standalone: set[Span] = field(default_factory=set)
    boilerplate: list[Span] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    # The paragraph before, if it has the look of a heading: it is one if something follows it.
    heading: Span | None = None

    def take(self, paragraph: Sequence[Span]) -> None:
        """Sort the next paragraph, given as its lines."""
        whole = Span(paragraph[0].start, paragraph[-1].end)
        if _is_note(self.text, whole):
            self.boilerplate.append(whole)
            return
        if self.heading:
            self.standalone.add(self.heading)
            self.heading = None
        hashes = _HASHED.match(self.text, *whole)
        if hashes:
            self.boilerplate.append(Span(*hashes.span()))
            self.standalone.add(Span(hashes.end(), paragraph[0].end))
            return
        kept = self._without_waste(paragraph)
        if kept:
            self.prose.append(Span(kept[0].start, kept[-1].end))
        if kept and len(paragraph) == 1:
            self._judge(whole)

    def _without_waste(self, paragraph: Sequence[Span]) -> list[Span]:
        """Return the lines that are somebody's words; those over a credit are a caption."""
        kept: list[Span] = []
        waste: list[Span] = []
        for line in paragraph:
            (waste if _is_waste(self.text, line) else kept).append(line)
        self.boilerplate += waste
        if any(_is_credit(self.text, line) for line in waste):
            above = [line for line in kept if line.end <= waste[0].start]
            self.standalone.update(_captions(self.text, above, self.prose))
        return kept

    def _judge(self, line: Span) -> None:
        """Tell from prose a line by itself that is a dateline, or may be a heading."""
        written = line.of(self.text)
        if is_dateline(written):
            self.standalone.add(line)
        elif is_heading(written):
            self.heading = line


def is_heading(paragraph: str) -> bool:
    """Tell whether a paragraph of one line has the look of a heading."""
    if len(paragraph) > 100:
        return False
    if _DASHED.fullmatch(paragraph):
        return True
    if _LIST_MARK.match(paragraph) or len(paragraph) > 60 or paragraph[-1] in '.!?…:;,"”’)':
        return False
    first = paragraph.lstrip("“‘\"'¿¡")[:1]
    return (first.isupper() or first.isdigit()) and len(paragraph.split()) <= 8


def is_dateline(paragraph: str) -> bool:
    """Tell whether a paragraph is a place and a colon."""
    if not paragraph.endswith(":") or len(paragraph) > 40:
        return False
    words = re.findall(r"[^\W\d_]+", paragraph)
    return 0 < len(words) <= 5 and all(w[0].isupper() or w in _SMALL_WORDS for w in words)


def _is_credit(text: str, line: Span) -> bool:
    if line.end - line.start > _LONGEST or not _CREDIT.fullmatch(text, *line):
        return False
    return text[line.end - 1] != "." or bool(_SURE_CREDIT.search(line.of(text)))


def _is_waste(text: str, line: Span) -> bool:
    if line.end - line.start > _LONGEST:
        return False
    return bool(
        _NOT_PROSE.fullmatch(text, *line)
        or _INPUTS.fullmatch(text, *line)
        or _is_credit(text, line)
    )


def _is_note(text: str, paragraph: Span) -> bool:
    """Tell whether a paragraph is an editor's note on how the text was come by."""
    if paragraph.end - paragraph.start > _LONGEST:
        return False
    written = paragraph.of(text)
    return bool(
        _NOTE_START.match(written) and _NOTE_CUE.search(written) and _NOTE_TOPIC.search(written)
    )


def _captions(text: str, above: Sequence[Span], prose: Sequence[Span]) -> list[Span]:
    """Return the captions that a credit belongs to: the lines above it, or the paragraph before.

    A caption that is repeated word for word counts each time.
    """
    earlier = list(prose[-_REPEATS:])
    if above:
        caption = Span(above[0].start, above[-1].end)
    elif earlier:
        caption = earlier.pop()
    else:
        return []
    if caption.end - caption.start > 2 * _LONGEST:
        return []
    found = [caption]
    words = one_spaced(caption.of(text))
    while earlier and one_spaced(earlier[-1].of(text)) == words:
        found.append(earlier.pop())
    return found


def _cdata_ends(text: str, start: int, end: int) -> list[Span]:
    """Return the remains of XML that stand at the end of a line of prose."""
    found: list[Span] = []
    at = text.find("]]>", start, end)
    while at >= 0:
        found.append(Span(at, at + 3))
        at = text.find("]]>", at + 3, end)
    return found
