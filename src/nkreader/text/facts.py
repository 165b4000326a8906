r"""Facts below a note, as lines that people read in another tool's memo, and read back.

    She counted them herself.

    [nkreader]
    id: 3b7b498bc2be
    speaker: Orla Brandt

A value is one line: what would end it, or what XML cannot hold, is escaped as in "\n" and
"\x1b", a backslash as two.
"""

import re
from collections.abc import Mapping

from nkreader.text.line_ends import LINE_END

_HEAD = "[nkreader]"
_HEAD_LINE = re.compile(rf"(?:\A|(?<=[\r\n]))[ \t]*{re.escape(_HEAD)}[ \t]*(?=[\r\n]|\Z)")
_FACT = re.compile(r"([a-z][a-z ]*): (.*)|([a-z][a-z ]*):", re.DOTALL)
_UNSAFE = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPE = re.compile(r"\\(?:(\\)|(n)|x([0-9a-f]{2})|u([0-9a-f]{4}))")


def with_facts(note: str | None, facts: Mapping[str, str]) -> str:
    """Return a note, which may be empty, with facts below it; names are small letters."""
    lines = [_HEAD, *(f"{name}: {_escaped(value)}" for name, value in facts.items())]
    return (f"{note}\n\n" if note else "") + "\n".join(lines)


def parted(memo: str) -> tuple[str | None, dict[str, str]]:
    """Return the note of a memo, None where it has none, and the facts below it.

    Where what stands below the last heading is no facts, all of it is the note.
    """
    heads = list(_HEAD_LINE.finditer(memo))
    facts = _facts(LINE_END.split(memo[heads[-1].end() :])) if heads else None
    if facts is None:
        return memo or None, {}
    above = memo[: heads[-1].start()]
    note = above.removesuffix("\r\n\r\n")
    return (note if note != above else above.removesuffix("\n\n")) or None, facts


def _facts(lines: list[str]) -> dict[str, str] | None:
    facts: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        found = _FACT.fullmatch(line)
        if found is None:
            return None
        facts[found[1] or found[3]] = _unescaped(found[2] or "")
    return facts


def _escaped(value: str) -> str:
    return _UNSAFE.sub(lambda found: _escape(found[0]), value)


def _escape(char: str) -> str:
    if char in "\\\n":
        return "\\\\" if char == "\\" else "\\n"
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_unescape, value)


def _unescape(found: re.Match[str]) -> str:
    backslash, line_end, two, four = found.groups()
    if backslash or line_end:
        return "\\" if backslash else "\n"
    return chr(int(two or four, 16))
