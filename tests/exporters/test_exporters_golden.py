import pytest
from exporters_sample import GOLDEN, SAMPLE

from nkreader.exporters.export import Export
from nkreader.exporters.formats import FORMATS, Format, format_named
from nkreader.model.errors import NkreaderError


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_bytes_are_the_golden_files(known: Format) -> None:
    golden = (GOLDEN / f"sample{known.suffix}").read_bytes()
    assert "".join(known.write(SAMPLE)).encode() == golden


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_order_of_what_comes_in_makes_no_difference(known: Format) -> None:
    turned = Export(sources=SAMPLE.sources[::-1], annotations=SAMPLE.annotations[::-1])
    assert list(known.write(turned)) == list(known.write(SAMPLE))


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_nothing_to_export_is_a_file_all_the_same(known: Format) -> None:
    text = "".join(known.write(Export()))
    assert text == "" if known.name == "jsonl" else text.endswith("\n")


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_format_says_what_it_carries_and_comes_in_pieces(known: Format) -> None:
    assert known.carries
    assert known.loses
    assert len(list(known.write(SAMPLE))) > len(SAMPLE.annotations) - 1


def test_names_are_found_and_wrong_ones_answered_with_the_right_ones() -> None:
    assert format_named("csv").suffix == ".csv"
    with pytest.raises(NkreaderError, match="json, jsonl, csv, markdown"):
        format_named("xls")


def test_only_csv_may_begin_with_a_byte_order_mark() -> None:
    plain = "".join(format_named("csv").write(SAMPLE))
    assert "".join(format_named("csv").write(SAMPLE, bom=True)) == "\ufeff" + plain
    with pytest.raises(NkreaderError, match="byte-order mark"):
        format_named("json").write(SAMPLE, bom=True)
