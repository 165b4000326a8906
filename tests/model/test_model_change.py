"""Changes and steps, and what takes them back."""

from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType

OLD = Entity("Kaesong", EntityType.GPE)
NEW = Entity("Kaesong", EntityType.GPE, aliases=("Gaeseong",))


def test_a_step_names_what_it_changes_once() -> None:
    step = Step("s", "entity", "2025-01-01", (Change(None, OLD), Change(OLD, NEW)))
    assert step.ids == ("Kaesong",)
    assert Change(None, None).identity == ""


def test_a_change_taken_back_twice_is_itself() -> None:
    change = Change(OLD, NEW)
    assert change.inverted() == Change(NEW, OLD)
    assert change.inverted().inverted() == change


def test_a_step_is_taken_back_last_change_first() -> None:
    step = Step("s1", "entity", "2025-01-01T00:00:00Z", (Change(None, OLD), Change(OLD, NEW)))
    assert step.inverted() == (Change(NEW, OLD), Change(OLD, None))
