"""What the user has set: theme, keys, entities and cues, from ``nkreader.toml`` files."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nkreader.model.conventions import DRIVERS, THEMES
from nkreader.model.entity import Entity
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line

if TYPE_CHECKING:
    from nkreader.model.cue import CueRules

_NAMES = ("theme", "driver", "keys", "cues", "entity")
_SIZE_LIMIT = 1 << 20


class Settings(Struct, frozen=True):
    """Settings as read from ``files``; ``notices`` are lines about what could not be used.

    ``cues`` are the rules for suggestions, None where they are those of the package.
    """

    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    notices: tuple[str, ...] = ()
    driver: str | None = None
    files: tuple[Path, ...] = ()
    cues: "CueRules | None" = None


def read_settings(files: Iterable[Path]) -> Settings:
    """Read settings files, a later one over an earlier; what is wrong becomes a notice."""
    notices: list[str] = []
    files = [file for file in files if _is_there(file, notices)]
    if not files:
        return Settings(notices=tuple(notices))
    import tomllib

    from nkreader.loaders import entities

    theme: str | None = None
    driver: str | None = None
    keys: dict[str, str] = {}
    found: tuple[Entity, ...] = ()
    cues: CueRules | None = None
    for file in files:
        try:
            table = tomllib.loads(_text(file))
            notices += _unknown(table, file)
            theme = _one_of(THEMES, "theme", table, file) or theme
            driver = _one_of(DRIVERS, "driver", table, file) or driver
            keys |= _keys(table, file)
            cues = _cues(cues, table, file, notices)
            own = entities.from_tables(table.get("entity", []), str(file))
            found = entities.combine(found, own)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            notices.append(one_line(f"{file} cannot be used: {error}; it is left out"))
        except NkreaderError as error:
            notices.append(one_line(str(error)))
    return Settings(theme, keys, found, tuple(notices), driver, tuple(files), cues)


def _cues(
    before: "CueRules | None", table: Mapping[str, object], file: Path, notices: list[str]
) -> "CueRules | None":
    """Return the rules with what a file's ``[cues]`` change; what is wrong becomes a notice."""
    if "cues" not in table:
        return before
    from nkreader.loaders import cue_rules

    rules, faults = cue_rules.extended(
        before or cue_rules.built_in(), table["cues"], f"{file}: cues"
    )
    notices += faults
    return rules


def _is_there(file: Path, notices: list[str]) -> bool:
    """Tell whether there is such a file; where nobody may look, a notice says so."""
    try:
        return file.is_file()
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        notices.append(one_line(f"{file} cannot be looked at: {why}; it is left out"))
        return False


def _text(file: Path) -> str:
    if file.stat().st_size > _SIZE_LIMIT:
        raise NkreaderError(f"{file} is larger than 1 MB: no settings file is; it is left out")
    return file.read_text(encoding="utf-8")


def _unknown(table: Iterable[str], file: Path) -> Iterable[str]:
    """Return a notice for each setting that there is not."""
    for name in table:
        if name not in _NAMES:
            # The name comes first: of a notice at the start there may be room for no more.
            known = ", ".join(_NAMES)
            yield one_line(f"no setting is called {name}: left out of {file}, which knows {known}")


def _one_of(
    values: Sequence[str], name: str, table: Mapping[str, object], file: Path
) -> str | None:
    value = table.get(name)
    if value is None:
        return None
    if value not in values:
        raise NkreaderError(f"{file}: {name} must be one of {', '.join(values)}")
    return str(value)


def _keys(table: Mapping[str, object], file: Path) -> dict[str, str]:
    keys = table.get("keys", {})
    if not isinstance(keys, dict):
        raise NkreaderError(f"{file}: [keys] must be a table of action = key")
    for action, key in keys.items():
        if not isinstance(key, str):
            raise NkreaderError(f"{file}: the key of {action} must be a string")
    return {str(action): str(key) for action, key in keys.items()}
