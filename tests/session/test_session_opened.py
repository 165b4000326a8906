"""An open source: what is found in it."""

from pathlib import Path

from session_desk import make_session


def test_what_is_gone_through_is_what_is_kept(tmp_path: Path) -> None:
    told = "Jenny Town met Kim Jong Un in North Korea. She said the North denied it.\n"
    (tmp_path / "story.txt").write_text(told * 3_000, encoding="utf-8")
    session = make_session(tmp_path)
    opened = session.open(session.library.entries[0])
    each_mention, each_sentence = opened.each_mention(), opened.ground.each_sentence()
    assert tuple(each_mention) == opened.all_mentions
    assert len(opened.all_mentions) == 4 * 3_000
    assert tuple(each_sentence) == opened.sentences
    assert len(opened.sentences) == 2 * 3_000


def test_mentions_are_gone_through_from_a_place_on_and_around(tmp_path: Path) -> None:
    told = "Jenny Town met Kim Jong Un in North Korea. She said the North denied it.\n"
    (tmp_path / "story.txt").write_text(told * 3_000, encoding="utf-8")
    session = make_session(tmp_path)
    opened = session.open(session.library.entries[0])
    everywhere = opened.all_mentions
    for offset in (0, 3, len(told) * 1_500 + 3, opened.source.length):
        before = [each for each in everywhere if each.span.start < offset]
        stretches = list(opened.mentions_from(offset))
        gone_through = [each for stretch in stretches for each in stretch]
        assert gone_through == [*everywhere[len(before) :], *before]
        assert len(stretches) == opened.stretches + 1
