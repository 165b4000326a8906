import json

import pytest
from loaders_invariants import check

from nkreader.loaders import transcripts
from nkreader.loaders.parts import Parts
from nkreader.model.source import Shape


def read(found: object) -> Parts:
    parts = transcripts.read(json.dumps(found))
    assert parts
    check(parts)
    assert parts.shape is Shape.PODCAST
    return parts


def test_whispers_segments_are_read() -> None:
    parts = read(
        {
            "text": "…",
            "language": "en",
            "segments": [
                {"id": 0, "start": 0.0, "end": 2.5, "text": " The harbor"},
                {"id": 1, "start": 2.5, "end": 4.0, "text": " froze."},
                {"id": 2, "start": 61, "end": 62, "text": " It thawed."},
            ],
        }
    )
    assert parts.text == "0:00:00\nThe harbor froze.\n0:01:01\nIt thawed."
    assert parts.turns == ()


def test_the_podcast_namespaces_segments_are_read() -> None:
    parts = read(
        {
            "version": "1.0.0",
            "title": "The harbor",
            "podcast": "Two Tides",
            "date": "2024-11-26",
            "segments": [
                {"speaker": "Anna", "startTime": 0.5, "endTime": 2, "body": "It"},
                {"speaker": "Anna", "startTime": 0.8, "endTime": 2, "body": "froze."},
                {"speaker": "Ben", "startTime": 3, "endTime": 4, "body": "Did it?"},
            ],
        }
    )
    assert parts.text == "0:00:00\nAnna: It froze.\nBen: Did it?"
    assert [(turn.speaker, turn.span.of(parts.text)) for turn in parts.turns] == [
        ("Anna", "It froze.\n"),
        ("Ben", "Did it?"),
    ]
    assert (parts.title, parts.publisher, parts.published) == (
        "The harbor",
        "Two Tides",
        "2024-11-26",
    )


def test_odd_values_are_passed_over() -> None:
    parts = read(
        {
            "segments": [
                None,
                3,
                {"text": 4},
                {"text": "a", "start": True},
                {"text": "b", "start": 10**400},
                {"text": "c \ud83d\0", "start": float("nan"), "speaker": ["x"]},
            ]
        }
    )
    assert parts.text == "a b c \ufffd\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"segments": {}}',
        '{"segments": []}',
        '{"segments": [' + "[" * 100_000,
        '{"segments": [{"text": "a", "start": ' + "9" * 5000 + "}]}",
        '{"annotations": {"1": {"note": "of \\"segments\\" we speak"}}}',
    ],
)
def test_other_texts_are_not_transcripts_and_harm_nothing(text: str) -> None:
    assert transcripts.read(text) is None
