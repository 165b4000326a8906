"""What becomes of files on bad disks, in careless copies and under other programs' hands."""

from collections.abc import Callable
from random import Random

_BLOCK = 512

Damage = Callable[[bytes, Random], bytes]


def cut_short(raw: bytes, random: Random) -> bytes:
    """Lose the end."""
    return raw[: random.randrange(len(raw))]


def flip(raw: bytes, random: Random) -> bytes:
    """Flip a bit."""
    at = random.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << random.randrange(8)]) + raw[at + 1 :]


def flip_some(raw: bytes, random: Random) -> bytes:
    """Flip some bits."""
    for _ in range(random.randint(2, 20)):
        raw = flip(raw, random)
    return raw


def zero(raw: bytes, random: Random) -> bytes:
    """Find a block of zeros where a block was."""
    at = random.randrange(len(raw)) // _BLOCK * _BLOCK
    return raw[:at] + b"\0" * len(raw[at : at + _BLOCK]) + raw[at + _BLOCK :]


def scramble(raw: bytes, random: Random) -> bytes:
    """Find other bytes where some were."""
    at, length = random.randrange(len(raw)), random.randint(1, 64)
    return (raw[:at] + random.randbytes(length) + raw[at + length :])[: len(raw)]


def append(raw: bytes, random: Random) -> bytes:
    """Find something behind the end."""
    return raw + random.choice([random.randbytes(40), raw[-random.randrange(1, 200) :], b"\0" * 40])


def drop_a_line(raw: bytes, random: Random) -> bytes:
    """Lose a line."""
    lines = raw.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return b"".join(lines)


def double_a_line(raw: bytes, random: Random) -> bytes:
    """Have a line twice."""
    lines = raw.splitlines(keepends=True)
    at = random.randrange(len(lines))
    lines.insert(at, lines[at])
    return b"".join(lines)


ALL: tuple[Damage, ...] = (
    cut_short, cut_short, flip, flip, flip_some, zero, scramble, append, drop_a_line, double_a_line,
)  # fmt: skip
