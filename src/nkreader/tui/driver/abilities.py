"""What the terminal understands, by what terminfo says of it."""

from msgspec import Struct

from nkreader.tui import terminfo

_STANDARD = {
    "ech": b"\x1b[%p1%dX",
    "hpa": b"\x1b[%i%p1%dG",
    "csr": b"\x1b[%i%p1%d;%p2%dr",
    "indn": b"\x1b[%p1%dS",
    "rin": b"\x1b[%p1%dT",
    "sc": b"\x1b7",
    "rc": b"\x1b8",
}


class Abilities(Struct, frozen=True):
    """What may be sent beyond what every terminal understands."""

    erases_coloured: bool = False
    """What is erased gets the background colour that is set (bce)."""
    erases_cells: bool = False
    """ECH: erases so many cells."""
    moves_to_column: bool = False
    """CHA: moves within the row."""
    scrolls: bool = False
    """DECSTBM, SU and SD: moves rows up and down."""
    saves: bool = False
    """DECSC and DECRC: remembers the cursor's place and the look."""


def abilities_of(term: str | None) -> Abilities:
    """Return what a terminal of this name understands; of an unknown one, nothing special."""
    if not terminfo.is_known(term):
        return Abilities()
    import curses

    has = {name: curses.tigetstr(name) == sequence for name, sequence in _STANDARD.items()}
    return Abilities(
        erases_coloured=curses.tigetflag("bce") > 0,
        erases_cells=has["ech"],
        moves_to_column=has["hpa"],
        scrolls=has["csr"] and has["indn"] and has["rin"],
        saves=has["sc"] and has["rc"],
    )
