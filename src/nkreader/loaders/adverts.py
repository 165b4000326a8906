"""Adverts in transcripts: sentences that sell, standing together.

Works by the sentence, because a transcript breaks its lines anywhere: an advert may begin
and end in the middle of one.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import trimmed

# So much has to be said for sale before a stretch is an advert; less where an advert is
# likely, before the host has said a word.
_ENOUGH = 4
_ENOUGH_AT_FIRST = 2
# Adverts before the programme end by this sentence.
_OPENING = 15
# A sentence between two that sell, and between the last and the programme's next, may not sell.
_BREATH = 2
_LONGEST = 1500

_END = regex(r"(?<![A-Z]\.[A-Z]\.)(?<![A-Z]\.)[.!?…]+[\"”’)]*(?=\s)|(?>\r\n|\n|\r)\s*(?:\n|\r)")

_GOODS = regex(
    r"\b(?:shop|(?<!in )stores?|merch|merchandise|apparel|clothing|t-?shirts?|tees|hoodies?|mugs?"
    r"|tote bags?|posters?|designs?|collection|best[ -]?sellers?|(?:best|top)[ -]selling"
    r"|every (?:order|piece|purchase)|new (?:this (?:week|month)|in store)|discounts?"
    r"|free (?:shipping|trial)|subscriptions?|gift cards?|limited edition|percent off)\b|% off",
    re.IGNORECASE,
)
_CALL = regex(
    r"\b(?:sponsor(?:s|ed|ing)?|brought to you by|(?:promo|offer|discount|coupon) code"
    r"|use (?:the )?code|find yours|get yours|order (?:yours|now|today)|shop now|buy now"
    r"|sign up (?:now|today|at|for)|subscribe (?:now|today|at)|check out our"
    r"|terms (?:and conditions )?apply"
    r"|(?:visit|go to|head (?:over )?to|that.s|available at|only at)\s\w[\w-]*(?:\.[\w-]+){1,4}\b)",
    re.IGNORECASE,
)
_NAMED_SHOP = regex(r"\b[A-Z][\w'’]*\s(?:Shop|Store|Merch)\b")
_ADDRESS = regex(r"\b[\w-]{3,}\.[a-z]{2,}\b")
_IMPERATIVE = regex(
    r"(?:or |and |so |again,? )?(?:explore|dive|discover|visit|find|shop|get|grab|step|fly|toast"
    r"|try|order|check|head|go|use|sign|subscribe|support|join|enjoy|treat|wear|save|upgrade|buy|give)\b",
    re.IGNORECASE,
)
# What a host says to begin, to go on or to close: no advert reaches over it.
_PROGRAMME = regex(
    r"(?:(?:and|now|so|okay|ok|all right|alright),? )?"
    r"(?:hello|hi\b|hey\b|good (?:morning|afternoon|evening|day)|greetings|welcome"
    r"|ladies and gentlemen|dear listeners|you.re listening|this is the .{1,60} podcast"
    r"|i.m your host|my name is|our thanks|see you next|this has been|you.ve been listening"
    r"|that brings us|until next|that.s (?:it|all) (?:for|from)"
    r"|thanks? (?:you )?(?:very much |so much |again )?(?:to|for))",
    re.IGNORECASE,
)


class _Sentence(Struct, frozen=True):
    """A sentence and how it sells: how much, whether it calls to buy, whether that is sure."""

    span: Span
    sells: int
    calls: bool
    sure: bool
    programme: bool


def adverts(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the adverts between two offsets, in order."""
    sentences = _sentences(text, start, end)
    opening = _opening(sentences)
    found = [opening] if opening else []
    rest = [each for each in sentences if not opening or each.span.start >= opening.end]
    return (*found, *_clusters(rest))


def _opening(sentences: Sequence[_Sentence]) -> Span | None:
    """Return the advert from the beginning up to the host's first words."""
    for index, sentence in enumerate(sentences[: _OPENING + 1]):
        if sentence.programme:
            return _advert(sentences[:index], enough=_ENOUGH_AT_FIRST)
    return None


def _clusters(sentences: Sequence[_Sentence]) -> list[Span]:
    """Return the adverts around sentences that surely sell."""
    found: list[Span] = []
    free = at = 0
    while at < len(sentences):
        if not sentences[at].sure or sentences[at].programme:
            at += 1
            continue
        first = at
        while first > free and sentences[first - 1].sells and not sentences[first - 1].programme:
            first -= 1
        free = at = _last_of_cluster(sentences, at) + 1
        cluster = sentences[first:free]
        advert = _advert(cluster, enough=_ENOUGH)
        if advert and any(each.calls for each in cluster):
            found.append(advert)
    return found


def _last_of_cluster(sentences: Sequence[_Sentence], first: int) -> int:
    """Return the last sentence that still sells, or the last before the programme goes on."""
    last = first
    for index in range(first + 1, len(sentences)):
        if sentences[index].programme:
            return index - 1
        if sentences[index].sells:
            last = index
        elif index - last > _BREATH:
            break
    return last


def _advert(sentences: Sequence[_Sentence], *, enough: int) -> Span | None:
    if sum(each.sells for each in sentences) < enough:
        return None
    return Span(sentences[0].span.start, sentences[-1].span.end)


def _sentences(text: str, start: int, end: int) -> list[_Sentence]:
    found: list[_Sentence] = []
    at = start
    for match in (*_END.finditer(text, start, end), None):
        span = trimmed(text, at, match.end() if match else end)
        at = span.end if match is None else match.end()
        if span.start < span.end:
            found.append(_judged(text, span))
    return found


def _judged(text: str, span: Span) -> _Sentence:
    """Return a sentence with how much it sells; one too long to be a sentence sells nothing."""
    programme = bool(_PROGRAMME.match(text, span.start, min(span.end, span.start + 100)))
    if span.end - span.start > _LONGEST:
        return _Sentence(span, 0, calls=False, sure=False, programme=programme)
    goods = min(len(_GOODS.findall(text, *span)), 2)
    calls = min(len(_CALL.findall(text, *span)), 2)
    address = bool(_ADDRESS.search(text, *span))
    shop = bool(_NAMED_SHOP.search(text, *span))
    orders = bool(_IMPERATIVE.match(text, *span)) and bool(goods or address)
    return _Sentence(
        span,
        sells=goods + 2 * calls + address + orders + shop,
        calls=bool(calls or orders),
        sure=bool(calls or orders or shop),
        programme=programme,
    )
