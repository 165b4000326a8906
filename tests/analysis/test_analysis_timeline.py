from harness.said import ledger, said
from nkreader.analysis.ledger import Ledger
from nkreader.analysis.sides import sides
from nkreader.analysis.timeline import around, spoken_by, timeline
from nkreader.model.annotation import Annotation

SIDES = sides({"Putin": "Vladimir Putin"}.get)


def shifts(book: Ledger, *annotations: Annotation) -> dict[str, tuple[str, str, bool]]:
    """Return the shifts of a timeline, of all there is unless of certain annotations."""
    events = timeline(book, annotations or book.annotations.values(), SIDES)
    return {
        each.annotation.id: (each.shift.words, each.shift.before, each.shift.same)
        for each in events
        if each.shift
    }


def test_events_stand_by_date_and_what_has_none_comes_last() -> None:
    book = ledger(
        said("c1"),
        said("d1", at="2024-01-03T10:00:00+09:00"),
        said("e1", at="2024-01-03T02:00:00Z"),
        said("c2", source="one"),
    )
    events = timeline(book, book.annotations.values(), SIDES)
    assert [(each.annotation.id, each.when) for each in events] == [
        ("c2", "2024-01-01"),
        ("d1", "2024-01-03T10:00:00+09:00"),
        ("e1", "2024-01-03T02:00:00Z"),
        ("c1", None),
    ]


def test_who_denied_and_then_confirms_has_shifted() -> None:
    book = ledger(
        said("c1", at="2024-01-01", by="White House"),
        said("d1", "denies c1", at="2024-01-02", by="the Kremlin"),
        said("d2", "denies c1", at="2024-01-03", by="Kremlin"),
        said("c2", "repeats c1", at="2024-01-04", by="Kremlin"),
    )
    assert shifts(book) == {
        "d1": ("claimed, then denied", "c1", False),
        "c2": ("denied, then confirmed", "d2", True),
    }


def test_two_sides_that_go_on_contradicting_each_other_shift_once_each_way() -> None:
    said_in_turn = [
        said(f"d{day}", "denies c0", at=f"2024-01-0{day + 1}", by="B")
        if day % 2
        else said(f"c{day}", "repeats c0", at=f"2024-01-0{day + 1}", by="A")
        for day in range(6)
    ]
    assert shifts(ledger(*said_in_turn)) == {
        "d1": ("claimed, then denied", "c0", False),
        "c2": ("denied, then confirmed", "d1", False),
    }


def test_a_speaker_is_the_same_under_any_name_and_among_others() -> None:
    book = ledger(
        said("c1", at="2024-01-01", by="Putin"),
        said("e1", "undermines c1", at="2024-01-02", by="Vladimir Putin and Kim Jong Un"),
        said("d1", "denies c1", at="2024-01-03", by="Kim Jong Un"),
    )
    assert shifts(book) == {
        "e1": ("claimed, then undermined", "c1", True),
        "d1": ("claimed, then denied", "c1", False),
    }
    assert [each.id for each in spoken_by(book, "Putin", SIDES)] == ["c1", "e1"]


def test_shifts_are_of_one_claim_and_need_dates() -> None:
    book = ledger(
        said("c1", at="2024-01-01", by="A"),
        said("c2", at="2024-01-02", by="A"),
        said("d1", "denies c3", at="2024-01-03", by="A"),
        said("c3", by="A"),
    )
    assert shifts(book) == {}


def test_what_belongs_to_a_claim_is_all_that_was_said_of_it() -> None:
    book = ledger(
        said("c1"),
        said("c2", "repeats c1"),
        said("d1", "denies c2"),
        said("e1", "undermines d1"),
        said("c9"),
    )
    assert {each.id for each in around(book, "c1")} == {"c1", "c2", "d1", "e1"}


def test_sides_are_names_without_articles() -> None:
    assert SIDES("the Kremlin, Russia & South Korea") == {"kremlin", "russia", "south korea"}
    assert SIDES(" \n") == frozenset()
