"""Prodigy's JSONL: tokens that are the text, spans on their edges, relations between spans.

spaCy itself is heavy and judges by ``make judges``.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_LABELS = {"claim", "denial", "evidence", "speculation"}
_RELATIONS = {"denies", "supports", "undermines", "repeats", "concerns"}


def complaints(written: str, quotes: Mapping[str, str]) -> list[str]:
    """Return what is wrong with lines whose spans have these quotes, by their native ids."""
    return [wrong for line in written.splitlines() for wrong in _of_line(json.loads(line), quotes)]


def _of_line(read: dict[str, Any], quotes: Mapping[str, str]) -> Iterator[str]:
    text, tokens = read["text"], read["tokens"]
    if "".join(each["text"] + " " * each["ws"] for each in tokens) != text:
        yield "the tokens are not the text"
    for number, each in enumerate(tokens):
        if each["id"] != number or text[each["start"] : each["end"]] != each["text"]:
            yield f"token {number} is not where it is"
    for each in read["spans"]:
        yield from _of_span(text, tokens, each)
        if text[each["start"] : each["end"]] != quotes.get(each["nkreader"]["id"]):
            yield f"{each['nkreader']['id']} does not have its quote"
    places = [_place(each) for each in read["spans"]]
    for each in read["relations"]:
        if each["label"] not in _RELATIONS:
            yield f"{each['label']} is no relation"
        for end, token in (("head_span", "head"), ("child_span", "child")):
            if _place(each[end]) not in places or each[end]["token_end"] != each[token]:
                yield "a relation is on what is not there"


def _of_span(text: str, tokens: list[dict[str, Any]], span: dict[str, Any]) -> Iterator[str]:
    if span["label"] not in _LABELS:
        yield f"{span['label']} is no label"
    if not 0 <= span["start"] < span["end"] <= len(text):
        yield f"{span} is outside the text"
        return
    first, last = span["token_start"], span["token_end"]
    if not 0 <= first <= last < len(tokens):
        yield f"{span} is outside the tokens"
    elif (tokens[first]["start"], tokens[last]["end"]) != (span["start"], span["end"]):
        yield f"{span} is not on edges of tokens"


def _place(span: dict[str, Any]) -> tuple[int, ...]:
    return tuple(span[name] for name in ("start", "end", "token_start", "token_end"))
