"""When something is sent, and when it has to wait."""

from io import StringIO

from nkreader.tui.driver.choice import sends_differences
from nkreader.tui.driver.meter import Meter
from nkreader.tui.driver.pace import Pace


def answering() -> Pace:
    pace = Pace()
    assert not pace.answered()
    return pace


def test_a_terminal_that_answers_nothing_is_neither_asked_nor_waited_for() -> None:
    pace = Pace()
    assert not any(pace.sent(5000) for _ in range(5))
    assert not pace.full


def test_small_frames_are_never_waited_for_one_by_one() -> None:
    pace = answering()
    asked = [pace.sent(300) for _ in range(10)]
    assert asked.count(True) == 2
    assert not pace.full


def test_nothing_is_sent_while_too_much_is_on_its_way() -> None:
    pace = answering()
    assert pace.sent(3000)
    assert not pace.full
    assert pace.sent(3000)
    assert pace.full
    assert pace.answered()
    assert not pace.full
    assert pace.answered()
    assert not pace.answered()


def test_an_answer_that_never_comes_is_not_waited_for_for_ever() -> None:
    pace = answering()
    pace.sent(9000)
    since = pace.arrived
    assert pace.full
    assert pace.give_up(since)
    assert not pace.full
    assert not pace.sent(9000)
    assert not pace.full


def test_an_answer_that_came_meanwhile_is_no_reason_to_give_up() -> None:
    pace = answering()
    pace.sent(2000)
    since = pace.arrived
    pace.answered()
    pace.sent(9000)
    assert not pace.give_up(since)
    assert pace.full


def test_a_meter_is_empty_once_the_file_has_taken_all() -> None:
    told: list[bool] = []
    meter = Meter(StringIO(), lambda: told.append(True))
    assert meter.empty
    meter.give("one")
    meter.give("two")
    meter.write("one")
    meter.flush()
    assert not meter.empty
    assert not told
    meter.write("two")
    assert not meter.empty
    meter.flush()
    assert meter.empty
    assert told == [True]


def test_the_environment_chooses_the_driver_then_the_setting() -> None:
    assert sends_differences(None, {})
    assert not sends_differences("plain", {})
    assert not sends_differences(None, {"NKREADER_DRIVER": "plain"})
    assert sends_differences("plain", {"NKREADER_DRIVER": "difference"})
    assert not sends_differences(None, {"TEXTUAL_DRIVER": "some.driver:Driver"})


def test_what_was_given_to_a_thread_that_has_ended_is_not_waited_for() -> None:
    meter = Meter(StringIO(), lambda: None)
    meter.give("lost while the shell had the terminal")
    meter.begin_anew()
    assert meter.empty
    meter.give("one")
    meter.write("one")
    meter.flush()
    assert meter.empty
