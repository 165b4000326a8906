"""The user's own keys: checked before they are taken, for a bad one locks people out."""

from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.keys import KEY_ALIASES, Keys

from nkreader.tui.key_names import key_name

_NAMED = frozenset(key.value for key in Keys) | frozenset(KEY_ALIASES)
_MODIFIERS = frozenset({"ctrl", "shift", "alt"})


def checked_keymap(
    wanted: Mapping[str, str], bindings: Iterable[tuple[str, Binding]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the part of a keymap that can be used, and a sentence for each other.

    ``wanted`` is action id to keys, separated by commas; ``bindings`` are all that can be
    remapped, each with the place it belongs to. Two actions of one place, or of a place
    and everywhere, may not have the same key.
    """
    place_of: dict[str, str] = {}
    keys_of: dict[str, set[str]] = {}
    for place, binding in bindings:
        if binding.id:
            place_of[binding.id] = place
            keys_of.setdefault(binding.id, set()).update(binding.key.split(","))
    good: dict[str, str] = {}
    notices = []
    for action, text in wanted.items():
        keys = [key.strip() for key in text.split(",") if key.strip()]
        problem = _problem(action, keys, place_of)
        if problem is None:
            problem = _clash(action, keys, place_of, keys_of)
        if problem:
            notices.append(f"[keys] {action} = {text}: {problem}; it keeps its own key.")
            continue
        keys_of[action] = set(keys)
        good[action] = ",".join(keys)
    return good, tuple(notices)


def _problem(action: str, keys: list[str], place_of: Mapping[str, str]) -> str | None:
    if action not in place_of:
        return "there is no such action"
    if not keys:
        return "no key is named"
    for key in keys:
        *modifiers, last = key.split("+")
        known = len(last) == 1 or last in _NAMED or key in _NAMED
        if not known or not set(modifiers) <= _MODIFIERS:
            return f"no key is called {key}"
        if last.isdigit():
            return "numbers repeat motions"
    return None


def _clash(
    action: str,
    keys: list[str],
    place_of: Mapping[str, str],
    keys_of: Mapping[str, set[str]],
) -> str | None:
    for other, taken in keys_of.items():
        near = place_of[other] == place_of[action] or "Everywhere" in (
            place_of[other],
            place_of[action],
        )
        if other != action and near and taken & set(keys):
            key = sorted(taken & set(keys))[0]
            return f"{key_name(key)} is the key of {other}"
    return None
