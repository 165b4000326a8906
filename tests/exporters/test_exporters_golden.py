import pytest
from exporters_sample import GOLDEN, SAMPLE, written

from nkreader.exporters.export import Export
from nkreader.exporters.formats import FORMATS, Format, format_named, format_of
from nkreader.exporters.output import Text
from nkreader.model.errors import NkreaderError


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_bytes_are_the_golden_files(known: Format) -> None:
    for name, text in written(known, SAMPLE).items():
        assert text.encode() == (GOLDEN / f"sample{name}").read_bytes()


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_order_of_what_comes_in_makes_no_difference(known: Format) -> None:
    turned = Export(SAMPLE.sources[::-1], SAMPLE.annotations[::-1], SAMPLE.text_of)
    assert written(known, turned) == written(known, SAMPLE)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_nothing_to_export_is_a_file_all_the_same(known: Format) -> None:
    for text in written(known, Export()).values():
        assert text.endswith("\n") or (text == "" and known.suffix.endswith(".jsonl"))


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_format_says_what_it_carries_and_comes_in_pieces(known: Format) -> None:
    assert known.carries
    assert known.loses
    if isinstance(known.output, Text):
        assert len(list(known.write(SAMPLE))) > len(SAMPLE.annotations) - 1


def test_names_are_found_and_wrong_ones_answered_with_the_right_ones() -> None:
    assert format_named("csv").suffix == ".csv"
    with pytest.raises(NkreaderError, match="json, jsonl, csv, webannotation"):
        format_named("xls")


def test_only_csv_may_begin_with_a_byte_order_mark() -> None:
    plain = "".join(format_named("csv").write(SAMPLE))
    assert "".join(format_named("csv").write(SAMPLE, bom=True)) == "\ufeff" + plain
    with pytest.raises(NkreaderError, match="byte-order mark"):
        format_named("json").write(SAMPLE, bom=True)


def test_the_longest_suffix_that_a_name_ends_in_says_the_format() -> None:
    names = {name: format_of(name) for name in ("a.json", "A.LabelStudio.json", "b.jsonl", "c.x")}
    assert {name: known and known.name for name, known in names.items()} == {
        "a.json": "json",
        "A.LabelStudio.json": "labelstudio",
        "b.jsonl": "jsonl",
        "c.x": None,
    }


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_nothing_is_lost_of_nothing_and_kinds_begin_with_a_noun(known: Format) -> None:
    assert not known.losses(Export())
    assert all(kind.partition(" ")[0].isalpha() for kind in known.losses(SAMPLE))
