import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.loaders.decoding import Decoded, decode
from nkreader.model.errors import NkreaderError


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), min_size=1))
def test_utf8_comes_back_character_by_character(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded.text == text
    assert decoded.notices == ()


def test_line_ends_are_left_alone() -> None:
    assert decode(b"a\r\nb\rc\n\n").text == "a\r\nb\rc\n\n"


def test_a_byte_order_mark_is_not_text_but_only_the_first_is_one() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"a").text == "\ufeffa"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_read_by_their_mark(encoding: str) -> None:
    decoded = decode(("\ufeff" + "Ünï 조선 🛰\r\n").encode(encoding))
    assert decoded.text == "Ünï 조선 🛰\r\n"
    assert encoding[:6].upper() in decoded.notices[0]


@given(
    st.binary(min_size=1).filter(
        lambda data: (
            b"\0" not in data and data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        )
    )
)
def test_bad_bytes_are_replaced_as_python_does_it(data: bytes) -> None:
    body = data.removeprefix(codecs.BOM_UTF8)
    assert decode(data).text == body.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9.", "1 byte is not UTF-8 and shown as \ufffd, the first at byte 3."),
        (
            b"\xef\xbb\xbfa\xff\xfeb",
            "2 bytes are not UTF-8 and shown as \ufffd, the first at byte 4.",
        ),
        (
            "\ufffd".encode() + b"\x80",
            "1 byte is not UTF-8 and shown as \ufffd, the first at byte 3.",
        ),
        (b"\xe2\x82 x", "2 bytes are not UTF-8 and shown as \ufffd, the first at byte 0."),
    ],
)
def test_the_user_is_told_how_many_bytes_and_where(data: bytes, said: str) -> None:
    assert decode(data).notices == (said,)


def test_a_broken_wide_file_is_read_and_told_of() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8" + b"c\x00")
    assert decoded.text == "ab\ufffdc"
    assert any("2 bytes are not UTF-16" in notice for notice in decoded.notices)


@pytest.mark.parametrize(
    "data",
    [
        b"abc\0def",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        codecs.BOM_UTF16_LE + b"a\0\0\0",
        "a".encode("utf-16-le"),
    ],
)
def test_nul_is_binary(data: bytes) -> None:
    with pytest.raises(NkreaderError, match="binary"):
        decode(data)


def test_nul_is_told_by_its_place() -> None:
    with pytest.raises(NkreaderError, match="NUL at 6"):
        decode(codecs.BOM_UTF8 + b"abc\0")


def test_an_empty_file_is_an_empty_text_and_told_of() -> None:
    assert decode(b"").text == ""
    assert decode(b"").notices == ("The file is empty.",)


def test_markup_is_taken_at_its_word_where_it_is_not_utf8() -> None:
    page = '<html><meta charset="euc-kr"><p>평양</p></html>'.encode("euc-kr")
    assert "평양" in decode(page).text
    assert decode(page).notices == ("Read as euc-kr, as the file declares.",)
    liar = '<html><meta charset="euc-kr"><p>평양</p></html>'.encode()
    assert "평양" in decode(liar).text
    assert "\ufffd" in decode(b'<meta charset="utf-7"> \xff').text


@given(
    st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]),
    st.binary(max_size=40) | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
    st.integers(1, 7),
)
def test_what_is_decoded_in_pieces_is_as_a_whole(mark: bytes, body: bytes, piece: int) -> None:
    def told() -> Decoded | str:
        try:
            return decode(mark + body)
        except NkreaderError as error:
            return str(error)

    whole = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nkreader.loaders.decoding._PIECE", piece)
        assert told() == whole
