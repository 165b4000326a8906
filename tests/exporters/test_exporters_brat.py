from exporters_sample import CLAIM, HARBOUR, HARBOUR_REF, SAMPLE, exported
from msgspec.structs import replace

from nkreader.exporters.brat import files, losses
from nkreader.exporters.export import Export


def lost(start: int, end: int) -> list[int]:
    one = replace(
        CLAIM,
        start=start,
        end=end,
        quote=HARBOUR[start:end],
        prefix=HARBOUR[:start],
        suffix=HARBOUR[end:],
    )
    export = Export((), (exported(one, HARBOUR_REF),), SAMPLE.text_of)
    return sorted(losses(export).values())


def test_what_a_document_cannot_say_of_a_passage_is_counted() -> None:
    at = HARBOUR.index("\r\n")
    assert lost(0, at) == lost(0, at + 2) == []
    assert lost(0, at + 1) == [1]  # ends between CR and LF
    assert lost(at + 1, at + 9) == [1]
    assert lost(at, at + 2) == [1]  # is nothing but a line end


def test_a_source_with_passages_of_blanks_only_has_no_document() -> None:
    start = HARBOUR.index("\r\n")
    blank = replace(CLAIM, start=start, end=start + 2, quote="\r\n")
    export = Export((HARBOUR_REF,), (exported(blank, HARBOUR_REF),), SAMPLE.text_of)
    assert [each.name for each in files(export)] == ["annotation.conf"]
