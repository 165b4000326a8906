"""What is written is what its readers want, and what is broken is not.

Each format has a judge that knows it and a re-slice of every passage in its own units.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from exporters_knotty import EXPORT, KNOTTY, KNOTTY_REF, QUOTES
from exporters_sample import SAMPLE, TEXTS, WIRE, WIRE_REF, written

from judging import brat, doccano, labelstudio, spacy, webannotation
from nkreader.exporters.export import Export
from nkreader.exporters.formats import format_named
from nkreader.exporters.labelstudio import config

_TEXTS = {KNOTTY_REF.sha256: KNOTTY, WIRE_REF.sha256: WIRE}
_TEXTS |= {ref.sha256: TEXTS[ref.id] for ref in SAMPLE.sources}
_QUOTES = {one.annotation.id: one.annotation.quote for one in SAMPLE.annotations}

Written = dict[str, str]
Damage = Callable[[Any], object]


def _write(name: str, export: Export) -> Written:
    made = written(format_named(name), export)
    return {key.rpartition("/")[2]: text for key, text in made.items()}


def _judged(name: str, made: Written, quotes: dict[str, str]) -> list[str]:
    (text, *_) = made.values()
    match name:
        case "brat":
            return brat.complaints(made)
        case "webannotation":
            return webannotation.complaints(text, _TEXTS)
        case "doccano":
            return doccano.complaints(text, quotes)
        case "labelstudio":
            return labelstudio.complaints(text, config())
        case _:
            return spacy.complaints(text, quotes)


NAMES = ("webannotation", "brat", "doccano", "labelstudio", "spacy")


@pytest.mark.parametrize("name", NAMES)
def test_judges_find_nothing_wrong(name: str) -> None:
    assert _judged(name, _write(name, SAMPLE), _QUOTES) == []
    assert _judged(name, _write(name, EXPORT), QUOTES) == []
    assert _judged(name, _write(name, Export()), {}) == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_carried_or_counted(name: str) -> None:
    export = EXPORT
    losses = format_named(name).losses(export)
    links = sum(len(one.annotation.links) for one in export.annotations)
    lost = Counter(kind.partition(" ")[0] for kind in losses.elements() if "overlap" not in kind)
    carried = _carried(name, _write(name, export))
    assert carried["annotation"] + lost["annotation"] == len(export.annotations)
    assert carried["link"] + lost["link"] == links


def _carried(name: str, made: Written) -> Counter[str]:
    (text, *_) = made.values()
    match name:
        case "brat":
            keys = [line[:1] for ann in made.values() for line in ann.splitlines()]
            return Counter({"annotation": keys.count("A"), "link": keys.count("R")})
        case "webannotation":
            items = json.loads(text)["first"]["items"]
            links = sum(item["motivation"] == "linking" for item in items)
            return Counter({"annotation": len(items) - links, "link": links})
        case "labelstudio":
            (kinds) = [
                result["type"]
                for task in json.loads(text)
                for result in task["annotations"][0]["result"]
            ]
            return Counter({"annotation": kinds.count("labels"), "link": kinds.count("relation")})
        case _:
            spans = "entities" if name == "doccano" else "spans"
            lines = [json.loads(line) for line in text.splitlines()]
            return Counter(
                {
                    "annotation": sum(len(line[spans]) for line in lines),
                    "link": sum(len(line["relations"]) for line in lines),
                }
            )


def _selectors(read: Any) -> tuple[Any, Any]:
    quote, place = read["first"]["items"][1]["target"]["selector"]
    return quote, place


def _links(read: Any) -> Any:
    return next(item for item in read["first"]["items"] if item["motivation"] == "linking")


DAMAGES: dict[str, dict[str, Damage]] = {
    "webannotation": {
        "an unknown label": lambda read: read["first"]["items"][0]["body"][0].update(value="x"),
        "an unknown relation": lambda read: _links(read)["body"][0].update(value="x"),
        "an end before its start": lambda read: _selectors(read)[1].update(end=0, start=9),
        "an end past the text": lambda read: _selectors(read)[1].update(end=10_000),
        "another start": lambda read: _selectors(read)[1].update(
            start=_selectors(read)[1]["start"] + 1
        ),
        "a wrong quote": lambda read: _selectors(read)[0].update(exact="something else"),
        "a missing target": lambda read: read["first"]["items"][0].pop("target"),
        "a link from nowhere": lambda read: _links(read).update(
            target="urn:nkreader:annotation:none"
        ),
        "a purpose that means nothing": lambda read: read["first"]["items"][0]["body"][0].update(
            purpose="x"
        ),
        "a word that means nothing": lambda read: read["first"]["items"][0].update(colour="red"),
        "another total": lambda read: read.update(total=1),
    },
    "doccano": {
        "an unknown label": lambda read: read["entities"][0].update(label="rumour"),
        "an unknown relation": lambda read: read["relations"][0].update(type="x"),
        "an end before its start": lambda read: read["entities"][1].update(
            start_offset=9, end_offset=3
        ),
        "an end past the text": lambda read: read["entities"][0].update(end_offset=10_000),
        "code points": lambda read: read["entities"][-1].update(
            start_offset=read["entities"][-1]["start_offset"] - 1
        ),
        "a missing target": lambda read: read["relations"][0].update(to_id=999),
        "an id that is text": lambda read: read["entities"][0].update(id="a1"),
        "another text": lambda read: read.update(text="x" + read["text"]),
    },
    "labelstudio": {
        "an unknown label": lambda read: _region(read).update(labels=["rumour"]),
        "an unknown relation": lambda read: _relation(read).update(labels=["x"]),
        "an end before its start": lambda read: _region(read).update(start=9, end=3),
        "an end past the text": lambda read: _region(read).update(end=10_000),
        "another start": lambda read: _region(read).update(start=1),
        "a wrong quote": lambda read: _region(read).update(text="something else"),
        "a missing target": lambda read: _relation(read).update(to_id="none"),
        "a control that is not there": lambda read: _results(read)[0].update(from_name="x"),
    },
    "spacy": {
        "an unknown label": lambda read: read["spans"][0].update(label="rumour"),
        "an unknown relation": lambda read: read["relations"][0].update(label="x"),
        "an end before its start": lambda read: read["spans"][0].update(start=9, end=3),
        "an end past the text": lambda read: read["spans"][0].update(end=10_000),
        "an end between the edges": lambda read: read["spans"][1].update(
            end=read["spans"][1]["end"] - 1
        ),
        "an exclusive last token": lambda read: read["spans"][0].update(
            token_end=read["spans"][0]["token_end"] + 1
        ),
        "a missing target": lambda read: read["relations"][0].update(child=999),
        "another text": lambda read: read.update(text="x" + read["text"]),
        "a wrong quote": lambda read: read["spans"][0]["nkreader"].update(id="a9"),
    },
}


def _results(read: Any) -> Any:
    return read["annotations"][0]["result"]


def _region(read: Any) -> Any:
    return _results(read)[0]["value"]


def _relation(read: Any) -> Any:
    return next(each for each in _results(read) if each["type"] == "relation")


@pytest.mark.parametrize(
    ("name", "damage"),
    [(name, damage) for name, damages in DAMAGES.items() for damage in damages],
)
def test_what_is_broken_is_found(name: str, damage: str) -> None:
    ((key, text),) = _write(name, EXPORT).items()
    broken = _damaged(text, DAMAGES[name][damage])
    assert _judged(name, {key: broken}, QUOTES)


def _damaged(text: str, damage: Damage) -> str:
    """Return a document, or the lines of one, of which the part on the knotty source is broken."""
    lines = text.splitlines() if text.count("\n") < 3 else [text]
    out = []
    for line in lines:
        read = json.loads(line)
        parts = read if isinstance(read, list) else [read]
        for part in parts:
            if "@context" in part or KNOTTY[:5] in (part.get("text") or part["data"]["text"]):
                damage(part)
        out.append(json.dumps(read))
    return "\n".join(out)


BRAT: dict[str, tuple[str, str]] = {
    "an unknown label": ("\tclaim ", "\trumour "),
    "an unknown relation": ("\tdenies ", "\tangers "),
    "a missing target": ("Arg2:T", "Arg2:T9"),
    "a missing annotation of a note": ("AnnotatorNotes T1", "AnnotatorNotes T99"),
    "a wrong quote": ("“ferry”", "“boat”"),
    "another start": ("T1\tclaim 0", "T1\tclaim 1"),
    "an end before its start": ("T1\tclaim 0 3", "T1\tclaim 3 0"),
    "an end past the text": ("T1\tclaim 0 3", "T1\tclaim 0 9999"),
    "line ends of Windows": ("\n", "\r\n"),
    "half a line": ("T1\tclaim 0 3\t", "T1\tclaim 0"),
}


@pytest.mark.parametrize(("old", "new"), BRAT.values(), ids=BRAT)
def test_what_is_broken_in_brat_is_found(old: str, new: str) -> None:
    made = _write("brat", EXPORT)
    name = next(name for name in made if name.startswith("knotty") and name.endswith(".ann"))
    assert old in made[name]
    made[name] = made[name].replace(old, new)
    assert _judged("brat", made, QUOTES)
