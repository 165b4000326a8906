"""Texts made to steer a terminal, to be taken for markup, or to upset what reads them.

Made from a seed: the same seed gives the same texts.
"""

from random import Random

# What a terminal obeys.
_SEQUENCES = (
    "\x1b]52;c;ZXZpbA==\x07", "\x1b]52;c;?\x07", "\x1b]0;title\x07", "\x1b]2;title\x1b\\",
    "\x1b]8;;http://example.org/\x1b\\here\x1b]8;;\x1b\\", "\x1b]4;1;?\x07", "\x1b]10;?\x07",
    "\x1b]1337;File=inline=1:QUJD\x07", "\x1b]9;4;1;50\x07", "\x1b]777;notify;a;b\x07",
    "\x1b[31m", "\x1b[66;66H", "\x1b[2J", "\x1b[?1049l", "\x1b[?1049h", "\x1b[?25l", "\x1b[?47h",
    "\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[5i", "\x1b[4i", "\x1b[21t", "\x1b[8;1;1t", "\x1b[!p",
    "\x1b[200~paste\x1b[201~", "\x1bc", "\x1b(0", "\x1b)0", "\x0e", "\x0f", "\x1b#8", "\x1b%@",
    "\x1bP+q544e\x1b\\", "\x1bPq#0;2;0;0;0~-\x1b\\", "\x1b_Gi=1;AAAA\x1b\\", "\x1b^x\x1b\\",
    "\x9b31m", "\x9d0;title\x9c", "\x90q\x9c", "\x85", "\x84", "\x8d", "\x9f", "\x98",
    "\x1b]52;c;", "\x1b[", "\x1b", "\x1b]", "\x1b\x1b[", "\x1bP", "\x1b[38;2;1;2;", "\x1b[?",
    "\x07", "\x08\x08\x08", "\x0b", "\x0c", "\r", "\x7f", "\x1a", "\x04", "\x05", "\x11", "\x13",
)  # fmt: skip
# What Textual and Rich take for markup, and what pages, tables and templates do.
_MARKUP = (
    "[@click=app.quit]click[/]", "[@click=app.bell]", "[@click=screen.leave]x[/]", "[/nope]", "[b",
    "[bold]", "[/]", "[/bold]", "[link=http://example.org]x[/link]", "[red on", "[$x]", "$x", "[[",
    "]]", "\\[b]", "\\", "[on red]", "[@", "[@click=", "[b]" * 40, "[" * 60, ":smile:", "[#ff0000]",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "<![CDATA[", "&#27;[31m",
    "![x](http://example.org/x.png)", "[x](javascript:alert(1))", "```", "---", "# x", "| a | b |",
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", "{{7*7}}", "${jndi:x}", "%s%n", "{0.x}",
    "../../../../etc/passwd", "/etc/shadow", "file:///etc/passwd", "javascript:alert(1)",
)  # fmt: skip
# What is read in another order than it stands, or is not seen.
_UNSEEN = (
    "\u202e", "\u202d", "\u202b", "\u202a", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069",
    "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad",
    "\u034f", "\u180e", "\u115f", "\u3164", "\uffa0", "\u2028", "\u2029", "\ufff9x\ufffay\ufffb",
    "\U000e0041\U000e0042\U000e007f", "\ufe0f", "\ufe0e", "\U000e0100", "\u17b4", "\ufdd0",
    "\uffff", "\U0001ffff", "\u2061", "\u206f", "\u0600", "\u070f", "\U000110bd", "\u3000",
)  # fmt: skip
# What is wide, stacked or joined.
_SHAPED = (
    "👩🏽\u200d🦱", "👨\u200d👩\u200d👧\u200d👦", "❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈", "🇰🇷", "🇰",
    "1\ufe0f\u20e3", "e" + "\u0301" * 40, "\u0301", "z̸͇͎͎̪̀a̶̪͇l̷̥g̶̭o̵̧", "한국어", "日本語の文。", "ｆｕｌｌ",
    "각", "👍🏽", "🏽",
    "क्षत्रिय", "ශ්\u200dර", "می\u200cخواهم", "שָׁלוֹם", "الحرب", "ﷺ", "𒐫", "⸻", "Ａ", "\u0e33", "ก็",
)  # fmt: skip
_WORDS = (
    "Pyongyang", "the ministry", "denied", "said", "Moscow", "Kim Jong Un", "shells", "trains.",
    "A satellite", "saw", "Seoul,", "“We know nothing,”", "he said.", "5:58 pm", "Russia",
    "on 3 May",
    "U.S.", "Mr.", "North Korea's", ">>", "anna:", "https://example.org/a?b=c", "…", "–", "'", '"',
)  # fmt: skip
_BREAKS = (" ", " ", " ", " ", " ", " ", "\n", "\n\n", "\t", "\r\n", "", "\u00a0")
_KINDS = (_SEQUENCES, _MARKUP, _UNSEEN, _SHAPED)
_RANDOM = ((0x00, 0xA0), (0x20, 0x7F), (0x80, 0x2000), (0x2000, 0x2100), (0xD800, 0x110000))

# How each shape of source begins, so that every loader is tried.
_HEADS = (
    "",
    "",
    "tv Show{} KQED September 19, 2023 5:58pm-6:01pm CEST\n\n5:58 pm\n>> ",
    "5:58 pm\n{}\n5:59 pm\n",
    "{}: welcome.\nsami: and\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v {}>",
    "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n",
    '{{"segments": [{{"start": 1, "speaker": "x", "text": "',
    "<html><title>{}</title><p>",
    "<?xml version='1.0'?><rss><channel><title>{}</title><item><title>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><rss>",
    "{} https://example.org/ ]]> Mon, 01 Jan 2024 10:00:00 +0000 en-US hourly 1 ",
    "{}\n\nBy A Writer\n\nSEOUL (AP) — ",
)


def hostile_text(chance: Random, most: int = 40) -> str:
    """Return a hostile text of at most ``most`` pieces."""
    pieces: list[str] = []
    for _ in range(chance.randint(1, most)):
        pieces.append(_piece(chance))
        pieces.append(chance.choice(_BREAKS))
    return "".join(pieces)


def hostile_line(chance: Random, most: int = 4) -> str:
    """Return a short one, as for a name or a note."""
    return hostile_text(chance, most)


def hostile_source(chance: Random) -> bytes:
    """Return the bytes of a hostile source, of one shape or another."""
    head = chance.choice(_HEADS).replace("{}", hostile_line(chance, 2))
    text = head.replace("{{", "{").replace("}}", "}") + hostile_text(chance)
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        at = chance.randrange(len(data) + 1)
        data = (
            data[:at] + chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f")) + data[at:]
        )
    return data


def hostile_name(chance: Random) -> bytes:
    """Return a name that a file may have: no slash, no NUL, of at most 120 bytes."""
    text = hostile_line(chance, 3).replace("/", "\u2044").replace("\0", "")
    name = text.encode("utf-8", "replace")[:120]
    if chance.random() < 0.2:
        name += b"\xff\xfe"
    return name


def _piece(chance: Random) -> str:
    which = chance.random()
    if which < 0.35:
        return chance.choice(_WORDS)
    if which < 0.9:
        return chance.choice(chance.choice(_KINDS))
    low, high = chance.choice(_RANDOM)
    return "".join(chr(chance.randrange(max(low, 1), high)) for _ in range(chance.randint(1, 6)))
