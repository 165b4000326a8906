"""The user's own keys: checked before they are taken, for a bad one locks people out."""

import string
import unicodedata
from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from nkreader.text.display import visible
from nkreader.tui.key_names import key_name

_NAMED = frozenset(key.value for key in Keys) | {"space", "tab", "enter"}
_MODIFIERS = frozenset({"ctrl", "shift", "alt"})
# What a terminal cannot tell from another key.
_SAME_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
_EVERYWHERE = "Everywhere"
# Screens of their own: the keys of everywhere do nothing there, but for those named as theirs.
_APART = frozenset({"Review", "Ledger", "Claim", "Timeline", "Search", "Query"})


def checked_keymap(
    wanted: Mapping[str, str], bindings: Iterable[tuple[str, Binding]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the part of a keymap that can be used, and a sentence for each other.

    ``wanted`` is action id to keys, separated by commas; ``bindings`` are all that can be
    remapped, each with a place it belongs to. Two actions of one place, or of a place
    and everywhere, may not have the same key; a screen of its own is a place apart.
    """
    place_of: dict[str, frozenset[str]] = {}
    keys_of: dict[str, set[str]] = {}
    for place, binding in bindings:
        if binding.id:
            place_of[binding.id] = place_of.get(binding.id, frozenset()) | {place}
            keys_of.setdefault(binding.id, set()).update(binding.key.split(","))
    own = dict(keys_of)
    notices = []
    good: dict[str, list[str]] = {}
    for action, text in wanted.items():
        if action not in place_of:
            notices.append(f"[keys] {action} = {text}: there is no such action; it is left out")
            continue
        keys = [_textual_name(key.strip()) for key in text.split(",") if key.strip()]
        if problem := _problem(keys):
            notices.append(_notice(action, text, problem))
        else:
            good[action] = keys
            keys_of[action] = set(keys)
    # Only now, so that two actions can change places.
    while clash := _first_clash(good, place_of, keys_of):
        action, problem = clash
        del good[action]
        keys_of[action] = own[action]
        notices.append(_notice(action, wanted[action], problem))
    return {action: ",".join(keys) for action, keys in good.items()}, tuple(notices)


def _notice(action: str, text: str, problem: str) -> str:
    return f"[keys] {action} = {text}: {problem}; it keeps its own key"


def _textual_name(key: str) -> str:
    """Return what Textual calls a key: ``question_mark`` for ``?``."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_SIGNS = frozenset(map(_textual_name, string.punctuation))


def _problem(keys: list[str]) -> str | None:
    if not keys:
        return "no key is named"
    return next(filter(None, map(_problem_of, keys)), None)


def _problem_of(key: str) -> str | None:
    if key in _SAME_AS:
        return f"a terminal cannot tell {key} from {_SAME_AS[key]}"
    *modifiers, last = key.split("+")
    known = _is_typed(last) or last in _NAMED or last in _SIGNS
    if not known or not set(modifiers) <= _MODIFIERS:
        return f"no key is called {key}"
    if last.isdigit():
        return "numbers repeat motions"
    if "shift" in modifiers and len(last) == 1:
        return f"write {last.upper()} for {key}"
    return None


def _is_typed(key: str) -> bool:
    """Tell whether a key is a character that can be seen: no control is."""
    return len(key) == 1 and visible(key) == key and not key.isspace()


def _first_clash(
    good: Mapping[str, list[str]],
    place_of: Mapping[str, frozenset[str]],
    keys_of: Mapping[str, set[str]],
) -> tuple[str, str] | None:
    """Return the first new key that another action near it has, and what is wrong with it."""
    for action in good:
        for other, taken in keys_of.items():
            near = _are_near(place_of[other], place_of[action])
            shared = taken & keys_of[action]
            if other != action and near and shared:
                return action, f"{key_name(min(shared))} is the key of {other}"
    return None


def _are_near(places: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether there is a place in which both actions have a key."""
    if places & others:
        return True
    apart = places <= _APART or others <= _APART
    return _EVERYWHERE in places | others and not apart
