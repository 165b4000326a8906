from nkreader.model.span import Span
from nkreader.text.blanking import blanked


def test_only_the_given_stretches_are_written_over() -> None:
    spans = (Span(0, 1), Span(3, 5), Span(5, 6))
    assert blanked("abcdefg", spans) == " bc   g"
    assert blanked("abcdefg", spans, "\n") == "\nbc\n\n\ng"
    assert blanked("abcdefg", ()) == "abcdefg"
