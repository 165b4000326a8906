from exporters_sample import CLAIM, HARBOUR_REF, SAMPLE, WIRE_REF, exported, mention
from msgspec.structs import replace

from nkreader.exporters.export import Export, placed
from nkreader.model.annotation import AnchorState
from nkreader.model.entity import Entity, EntityType
from nkreader.model.span import Span

HERE = Span(100, 158)
THERE = (mention("the sea", "sea", Entity("Sea", EntityType.LOC)),)


def test_a_source_that_is_annotated_is_there_once() -> None:
    export = Export(
        annotations=(exported(CLAIM, HARBOUR_REF), exported(replace(CLAIM, id="b"), HARBOUR_REF))
    )
    assert export.sources == (HARBOUR_REF,)


def test_two_files_of_the_same_bytes_are_one_source() -> None:
    copy = replace(HARBOUR_REF, path="a/copy.txt")
    assert Export(sources=(HARBOUR_REF, copy)).sources == (copy,)


def test_generated_is_the_newest_change_whatever_its_zone() -> None:
    later = replace(CLAIM, id="z", modified="2024-03-05T23:00:00+00:00")
    latest = replace(CLAIM, id="y", modified="2024-03-05T20:00:00-05:00")
    export = Export(annotations=tuple(exported(one, HARBOUR_REF) for one in (latest, later)))
    assert export.generated == latest.modified
    assert Export().generated is None


def test_annotations_stand_by_source_and_place() -> None:
    keys = [(one.source.id, one.span, one.annotation.id) for one in SAMPLE.annotations]
    assert keys == sorted(keys)


def test_a_moved_quote_is_exported_where_it_stands_today() -> None:
    one = placed(CLAIM, AnchorState.MOVED, HERE, tagged=HARBOUR_REF, today=WIRE_REF, mentions=THERE)
    assert (one.source, one.span, one.mentions) == (WIRE_REF, HERE, THERE)


def test_a_quote_that_stands_no_more_keeps_the_source_it_was_tagged_in() -> None:
    for state, found in ((AnchorState.CHANGED, HERE), (AnchorState.ORPHAN, None)):
        one = placed(CLAIM, state, found, tagged=HARBOUR_REF, today=WIRE_REF, mentions=THERE)
        assert (one.source, one.span, one.mentions) == (HARBOUR_REF, CLAIM.span, ())
        assert one.anchor is state
