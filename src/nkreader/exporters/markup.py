"""Foreign text made harmless in Markdown: it reads as written and does nothing.

No emphasis, link, image, HTML, entity, fence, heading, list, footnote, formula or
template comes to life, and nothing turns into a link because it looks like an address.
"""

import re

from nkreader.text.display import inert_line

_ACTIVE = re.compile(r"[\\`*\[\]{}<>&~|$#^@]")
# Between letters or digits an underscore does nothing.
_UNDERSCORES = re.compile(r"(?<!\w)_+|(?<!_)_+(?!\w)")
# What ends a code span, and what templates and formulas look for even there.
_NO_CODE = re.compile(r"[`{}$]")
_ADDRESS = re.compile(r":(?=//)|(?<=\w)\.(?=[^\W\d_]{2})")
_LINE_START = re.compile(r"^([-+=:])|^(\d+)([.)])")


def plain(text: str) -> str:
    """Return ``text`` as Markdown for one line: white space folded, controls made pictures."""
    escaped = _ACTIVE.sub(r"\\\g<0>", inert_line(text))
    escaped = _UNDERSCORES.sub(lambda found: r"\_" * len(found[0]), escaped)
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped)
    return _LINE_START.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped
    )


def code(text: str) -> str:
    """Return ``text`` as a code span, in which it can be copied; where none can hold it, plain."""
    line = inert_line(text)
    return plain(text) if not line or _NO_CODE.search(line) else f"`{line}`"


def plain_lines(text: str, indent: str = "") -> str:
    """Return ``text`` with its line breaks kept; lines after the first begin with ``indent``."""
    lines = [plain(line) for line in re.split(r"\r\n|\r|\n", text)]
    return f"\\\n{indent}".join(line for line in lines if line)
