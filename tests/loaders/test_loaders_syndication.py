import pytest
from loaders_invariants import check

from nkreader.loaders import syndication
from nkreader.loaders.parts import Parts
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Shape

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbor – Two Tides</title><link>https://two-tides.example</link>
<lastBuildDate>Fri, 7 Jun 2024 08:15:30 +0000</lastBuildDate>
<item><title>One &amp; “two”</title><link>https://two-tides.example/1</link>
<pubDate>Thu, 27 Jun 2024 10:00:00 +0900</pubDate><description>A teaser…</description>
<content:encoded><![CDATA[<p>It froze.</p><h2>Ice</h2><p>It thawed.</p>
<p>Source link</p>]]></content:encoded></item>
<item><title>Three</title><guid>https://two-tides.example/3</guid>
<description>&lt;p&gt;Short.&lt;/p&gt;</description></item>
<item></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Two Tides</title>
<link rel="self" href="https://two-tides.example/feed"/><link href="https://two-tides.example"/>
<updated>2024-06-07T08:15:30Z</updated>
<entry><title type="html">One &lt;i&gt;two&lt;/i&gt;</title><link href="https://two-tides.example/1"/>
<published>2024-06-27T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>It <b>froze</b> &lt; 0.</p><p>It thawed.</p></div></content></entry></feed>"""


def read(text: str) -> Parts:
    parts = syndication.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.FEED
    return parts


def test_an_rss_feed_is_one_text_with_a_section_for_each_item() -> None:
    parts = read(RSS)
    assert (
        parts.text
        == "One & “two”\n\nIt froze.\n\nIce\n\nIt thawed.\n\nSource link\n\nThree\n\nShort."
    )
    first, second = parts.sections
    assert (first.title, first.url) == ("One & “two”", "https://two-tides.example/1")
    assert first.published == "2024-06-27T10:00:00+09:00"
    assert first.body.of(parts.text) == "It froze.\n\nIce\n\nIt thawed."
    assert (second.title, second.url) == ("Three", "https://two-tides.example/3")
    assert second.published is None
    assert first.span.end == second.span.start
    assert [span.of(parts.text) for span in parts.boilerplate] == ["Source link"]
    assert [span.of(parts.text) for span in parts.standalone] == ["One & “two”", "Ice", "Three"]


def test_the_channel_names_the_source() -> None:
    parts = read(RSS)
    assert (parts.title, parts.publisher) == ("Harbor – Two Tides", "Two Tides")
    assert parts.published == "2024-06-07T08:15:30+00:00"
    assert parts.urls[0] == "https://two-tides.example"
    assert len(parts.urls) == 3


def test_an_atom_feed_with_xhtml_is_read() -> None:
    parts = read(ATOM)
    assert parts.text == "One two\n\nIt froze < 0.\n\nIt thawed."
    assert parts.urls == ("https://two-tides.example", "https://two-tides.example/1")
    assert parts.sections[0].published == "2024-06-27T10:00:00+00:00"


def test_a_document_type_is_refused() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
    )
    with pytest.raises(NkreaderError, match="document type"):
        syndication.read(bomb)
    with pytest.raises(NkreaderError, match="document type"):
        syndication.read('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss></rss>')


def test_broken_xml_is_read_as_far_as_it_goes_and_told_of() -> None:
    parts = read(RSS[: RSS.index("<item><title>Three")] + "<item><title>Cut & off")
    assert [section.title for section in parts.sections] == ["One & “two”"]
    assert "broken at line" in parts.notices[0]


@pytest.mark.parametrize(
    "text",
    ["", "<p>words</p>", "<rss>", "<rss><channel></channel></rss>", "<?xml version='1.0'?><svg/>",
     "words <rss>", "<rss><item/></rss>"],
)  # fmt: skip
def test_other_texts_are_not_feeds(text: str) -> None:
    assert syndication.read(text) is None
