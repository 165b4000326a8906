"""Names that are words as well: what must stand around such a word for it to be the name.

A gazetteer lists these as `cased`. Where the text has capitals they count only as
written, and here is what more they need; where it has none (captions), they count
only as said here.
"""

import re
from functools import cache

from msgspec import Struct

from nkreader.text.neighbours import text_after, text_before
from nkreader.text.trie import alternation
from nkreader.text.wordlists import (
    BY_COMPASS,
    COUNTRIES,
    DONE_TO_SOMEBODY,
    OF_A_STATE,
    OF_A_WEAPON,
    WEAPONS,
)

# How far from a word its subject may be mentioned, in code points.
_NEAR = 1_000


class Context(Struct, frozen=True):
    """What must, and must not, stand directly before and after a word.

    Patterns are searched in text whose blanks are folded; those of what stands after begin
    where it begins. `near` must occur in the neighbourhood, made lower case.
    """

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None

    def fits(self, before: str, after: str) -> bool:
        """Tell whether directly around is all that is asked for, and nothing that must not be."""
        return (
            (self.after is None or self.after.match(after) is not None)
            and (self.not_after is None or self.not_after.match(after) is None)
            and (self.before is None or self.before.search(before) is not None)
            and (self.not_before is None or self.not_before.search(before) is None)
        )

    def is_near(self, prose: str, start: int, end: int) -> bool:
        """Tell whether the subject is mentioned around a stretch, where one is asked for."""
        if self.near is None:
            return True
        around = prose[max(0, start - _NEAR) : end + _NEAR].lower()
        return self.near.search(around) is not None


def counts(word: str, prose: str, start: int, end: int, *, caseless: bool) -> bool:
    """Tell whether the folded `word`, at `start` to `end` of `prose`, is the name.

    A word that no rule speaks of is the name where the text has capitals, and is not
    where it has none.
    """
    rules = (_spoken() if caseless else _written()).get(word)
    if rules is None:
        return not caseless
    before, after = text_before(prose, start), text_after(prose, end)
    return any(rule.fits(before, after) and rule.is_near(prose, start, end) for rule in rules)


# Each begins with a letter, so that a search passes over what begins with none of them.
_KOREA = r"korea|pyongyang|seoul|dprk(?<=\bdprk)\b"

# A capital after the word makes it part of another name, but for a day of the week.
_NAME_GOES_ON = (
    r"^(?:-[A-Za-z]| (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]"
    r"| (?:of|side|end|part)\b)"
)
_THE_STATE = (
    r"\b[Tt]he (?:(?:reclusive|secretive|isolated|communist|capitalist|impoverished|defiant"
    r"|authoritarian|\w+-\w+) )?$"
)
_OPENS_A_CLAUSE = r"(?:^|[,;:.—–(“\"]) ?$"
_ACTS = r"^ (?:has|had|is|was|will|would|said|says|fires|fired|tests|launches)\b"
_PLACE = (
    r"(?:parts?|regions?|borders?|coasts?|provinces?|flank|front|edge|half|side|outskirts|city"
    r"|town)\b"
)
_NOT_WESTERN = (
    r"^[ -](?:central|inter|europe\w*|pacific|sahara|ukrain\w*|russian?|kursk|china|korea\w*|sea"
    r"|germany|african?|union)\b"
)


def _as_is(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _after_the() -> tuple[Context, ...]:
    return (Context(before=_any_case(r"\bthe $")),)


def _no_party_congress() -> tuple[Context, ...]:
    return (Context(not_before=_any_case(r"\b(?:party|people['’]s|youth|national) $")),)


@cache
def _written() -> dict[str, tuple[Context, ...]]:
    """Return the rules for text with capitals, by folded word."""
    return {
        "congress": _no_party_congress(),
        "diplomat": _after_the(),
        "economist": _after_the(),
        "guardian": _after_the(),
        "telegraph": _after_the(),
        "north": _korean_state_written("South"),
        "south": _korean_state_written("North"),
        "west": (
            Context(
                before=_as_is(r"\b[Tt]he (?:[Cc]ollective )?$"), not_after=_as_is(_NAME_GOES_ON)
            ),
            Context(before=_as_is(r"\b[Cc]ollective $|\b(?:[Aa]nti|[Pp]ro|East)-$")),
        ),
        "western": (Context(not_after=_as_is(rf"^-[Cc]entral|^ [A-Z][a-z]|^ {_PLACE}")),),
        "x": (
            Context(
                before=_any_case(r"\b(?:on|via|platform|network|to) $"),
                not_after=_as_is(r"^[-’'.]?\w|^ [A-Z]\b"),
            ),
            Context(after=_any_case(r"^,? \(?(?:formerly|previously)\b")),
            Context(
                after=_any_case(r"^ (?:post|account|user|page)s?\b"),
                not_before=_any_case(r"\w[-.]$"),
            ),
        ),
    }


@cache
def _spoken() -> dict[str, tuple[Context, ...]]:
    """Return the rules for text without capitals, by folded word."""
    before_experts = r"\b(?:the|un|u\.n\.|nations|1718|committee|committee's) $"
    return {
        "ap": _after_the(),
        "blue house": _after_the(),
        "congress": _no_party_congress(),
        "far east": (Context(not_after=_any_case(r"^ of\b")),),
        "far eastern": (Context(),),
        "inside story": (Context(before=_any_case(r"\b(?:this is|on|to|watching) $")),),
        "north": _korean_state_spoken("south"),
        "south": _korean_state_spoken("north"),
        "panel of experts": (Context(before=_any_case(before_experts)),),
        "polish": (Context(after=_any_case(rf"^ (?:{alternation(OF_A_STATE)}|prime|border)\b")),),
        "telegram": (Context(before=_any_case(r"\b(?:on|via) $")),),
        "trump": (Context(not_after=_any_case(r"^ (?:cards?|up)\b")),),
        "un": (Context(not_before=_any_case(r"\b(?:jong|john|jung|young|chung|chong|choe)[ -]$")),),
        "us": _united_states_spoken(),
        "west": _the_west_spoken(),
        "western": (Context(not_after=_any_case(rf"{_NOT_WESTERN}|^[ -]{_PLACE}")),),
        "who": (
            Context(
                before=_any_case(r"\bthe $"),
                after=_any_case(r"^ (?:says|said|has|chief|warned|reports?)\b"),
            ),
        ),
        **dict.fromkeys(WEAPONS, _weapon_spoken()),
        "x": (
            Context(
                before=_any_case(r"\b(?:on|via) $"),
                not_after=_any_case(r"^[-’'.]?\w|^ (?:ray|number|axis)\b"),
            ),
        ),
    }


def _direction() -> re.Pattern[str]:
    return _any_case(rf"^[ -]{alternation(BY_COMPASS)}\b")


def _the_west_spoken() -> tuple[Context, ...]:
    return (
        Context(before=_any_case(r"\b(?:the|collective) $"), not_after=_direction()),
        Context(before=_any_case(r"\b(?:anti|pro)-$")),
    )


def _weapon_spoken() -> tuple[Context, ...]:
    return (Context(after=_any_case(rf"^ {alternation(OF_A_WEAPON)}\b")),)


def _korean_state_written(other: str) -> tuple[Context, ...]:
    """Say when `North` or `South`, whose pair is `other`, is a state, in text with capitals."""
    korea, goes_on = _as_is(_KOREA), _as_is(_NAME_GOES_ON)
    joint = r"(?: and | or |-|–|/)"
    return (
        Context(before=_as_is(_THE_STATE), not_after=goes_on, near=korea),
        Context(before=_as_is(_OPENS_A_CLAUSE), after=_as_is(_ACTS), near=korea),
        Context(after=_as_is(r"^['’]s\b"), near=korea),
        Context(after=_as_is(rf"^{joint}(?:the )?{other}\b"), near=korea),
        Context(before=_as_is(rf"\b{other}{joint}$"), not_after=goes_on, near=korea),
    )


def _korean_state_spoken(other: str) -> tuple[Context, ...]:
    """Say the same for text without capitals."""
    korea, direction = _as_is(_KOREA), _direction()
    return (
        Context(before=_any_case(r"\bthe $"), not_after=direction, near=korea),
        Context(
            after=_any_case(rf"^ (?:and|or) (?:the )?{other}\b"), near=_as_is(f"{other} korea")
        ),
        Context(before=_any_case(rf"\b{other} (?:and|or) $"), not_after=direction, near=korea),
    )


def _united_states_spoken() -> tuple[Context, ...]:
    """Say when `us` is no pronoun: after "the", before what a state has, in a list of states."""
    state, country = alternation(OF_A_STATE), alternation(COUNTRIES)
    done_to = alternation(DONE_TO_SOMEBODY)
    return (
        Context(before=_any_case(r"\bthe $")),
        Context(after=_any_case(r"^-\w")),
        Context(before=_any_case(r"\w-$")),
        Context(after=_any_case(rf"^ {state}\b"), not_before=_any_case(rf"\b{done_to} $")),
        Context(
            after=_any_case(
                rf"^(?:,| and| or|, and) (?:the )?(?:{country}|allied|its allies|western)\b"
            ),
            not_before=_any_case(rf"\b(?:between|than|like|against|at|by|{done_to}) $"),
        ),
        Context(before=_any_case(rf"\b{country}(?:,| and| or|, and) $")),
    )
