"""A REFI-QDA archive that anybody may have made: taken in, or refused in one line."""

import io
import stat
import zipfile
from collections.abc import Callable, Mapping

import pytest
from importers_databases import file_of

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.place import IncomingError
from nkreader.importers.incoming import Incoming
from nkreader.importers.refi.archive import read, recognises
from nkreader.model.annotation import Certainty, Label, Link, Relation, Status
from nkreader.model.span import Span
from nkreader.text.facts import with_facts

TEXT = "🛰 No ferry left.\nIt sailed."
Change = Callable[[str], str]


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def coding(number: int, code: int, more: str = "") -> str:
    return f'<Coding guid="{guid(number)}"><CodeRef targetGUID="{guid(code)}"/>{more}</Coding>'


def selection(number: int, start: int, end: int, inside: str) -> str:
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}" '
        f'creatingUser="{guid(1)}" creationDateTime="2024-03-05T10:00:00Z">{inside}'
        "</PlainTextSelection>"
    )


PROJECT = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="Tool">
<Users><User guid="{guid(1)}" name="Mina"/></Users>
<CodeBook><Codes>
  <Code guid="{guid(10)}" name="Theme" isCodable="false">
    <Code guid="{guid(11)}" name=" Denial " isCodable="true"/>
    <Code guid="{guid(12)}" name="claim" isCodable="true"/>
  </Code>
  <Code guid="{guid(13)}" name="sea" isCodable="true"/>
</Codes></CodeBook>
<Variables><Variable guid="{guid(20)}" name="url" typeOfVariable="Text"/></Variables>
<Sources><TextSource guid="{guid(30)}" name="ferry" plainTextPath="internal://{guid(30)}.txt">
{selection(40, 2, 16, "<Description>She said so.</Description>" + coding(50, 13) + coding(51, 11))}
{selection(41, 17, 27, coding(52, 12) + f'<NoteRef targetGUID="{guid(60)}"/>')}
{selection(42, 0, 1, coding(53, 13))}
<VariableValue><VariableRef targetGUID="{guid(20)}"/><TextValue>http://x.example</TextValue>
</VariableValue></TextSource></Sources>
<Notes><Note guid="{guid(60)}"><PlainTextContent>Seen from the quay.</PlainTextContent></Note>
</Notes>
<Links><Link guid="{guid(70)}" name="denies" originGUID="{guid(40)}" targetGUID="{guid(41)}"/>
<Link guid="{guid(71)}" name="seen" originGUID="{guid(40)}" targetGUID="{guid(60)}"/></Links>
</Project>"""

FILES = {"project.qde": PROJECT, f"Sources/{guid(30)}.txt": TEXT}


def packed(files: Mapping[str, str | bytes], *beside: ImportFile) -> ImportFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in files.items():
            archive.writestr(each, data)
    return file_of("p.qdpx", made.getvalue(), *beside)


def changed(change: Change) -> ImportFile:
    after = change(PROJECT)
    assert after != PROJECT
    return packed(FILES | {"project.qde": after})


def test_what_is_coded_with_a_label_is_taken_in_with_all_that_is_said_of_it() -> None:
    assert recognises(packed(FILES))
    taken = read(packed(FILES))
    (source,) = taken.sources
    assert (source.path, source.url, source.text) == ("ferry", "http://x.example", TEXT)
    denial, claim = taken.annotations
    assert (denial.label, denial.span, denial.tags) == (Label.DENIAL, Span(2, 16), ("sea",))
    assert (denial.note, denial.annotator) == ("She said so.", "Mina")
    assert denial.links == (Link(Relation.DENIES, claim.key),)
    assert (claim.label, claim.note) == (Label.CLAIM, "Seen from the quay.")
    assert (claim.created, claim.id) == ("2024-03-05T10:00:00Z", None)


def test_guids_may_have_capitals_and_braces_and_the_folder_small_letters() -> None:
    other = PROJECT.replace(f'targetGUID="{guid(12)}"', f'targetGUID="{{{guid(12).upper()}}}"')
    taken = read(packed({"PROJECT/": "", "p.qde": other, f"sources/{guid(30)}.TXT": TEXT}))
    assert len(taken.annotations) == 2


def test_a_text_may_stand_in_the_project_or_in_a_file_beside_it() -> None:
    inside = PROJECT.replace(f' plainTextPath="internal://{guid(30)}.txt">',
                             f"><PlainTextContent>{TEXT}</PlainTextContent>")  # fmt: skip
    assert read(packed({"project.qde": inside})).sources[0].text == TEXT
    beside = PROJECT.replace(f"internal://{guid(30)}.txt", "relative:///ferry.txt")
    file = packed({"project.qde": beside}, file_of("ferry.txt", TEXT))
    assert read(file).sources[0].text == TEXT


def test_atlas_counts_a_line_end_once() -> None:
    files = FILES | {f"Sources/{guid(30)}.txt": TEXT.replace("\n", "\r\n")}
    assert read(packed(files)).sources[0].text == TEXT.replace("\n", "\r\n")
    files["project.qde"] = PROJECT.replace('origin="Tool"', 'origin="ATLAS.ti Mac"')
    assert read(packed(files)).sources[0].text == TEXT


def test_what_stands_for_a_pdf_is_a_text() -> None:
    pdf = PROJECT.replace("<TextSource", f'<PDFSource guid="{guid(31)}"><Representation').replace(
        "</TextSource>", "</Representation></PDFSource>"
    )
    assert len(read(packed(FILES | {"project.qde": pdf})).annotations) == 2


def test_facts_below_a_note_are_what_they_say() -> None:
    memo = with_facts("A note.", {"id": "a1", "speaker": "Min\nSeo", "certainty": "low",
                                  "status": "rejected", "said at": "2024"})  # fmt: skip
    taken = read(changed(lambda text: text.replace("She said so.", memo)))
    each = taken.annotations[0]
    assert (each.key, each.id, each.note, each.speaker) == ("a1", "a1", "A note.", "Min\nSeo")
    assert (each.certainty, each.status, each.said_at) == (Certainty.LOW, Status.REJECTED, "2024")


def test_one_selection_told_in_several_is_one_annotation() -> None:
    memo = "<Description>" + with_facts(None, {"id": "a1"}) + "</Description>"
    split = selection(40, 2, 16, memo + coding(50, 13)) + selection(
        43, 2, 16, memo + coding(51, 11)
    )
    taken = _with_selection(split)
    denial, _ = taken.annotations
    assert (denial.id, denial.label, denial.tags) == ("a1", Label.DENIAL, ("sea",))


def test_texts_are_too_much_together_if_many_have_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nkreader.importers.refi.texts.LARGEST_FILE", 2 * len(TEXT))
    source = PROJECT[PROJECT.index("<TextSource") : PROJECT.index("</Sources>")]
    read(packed(FILES))
    more = [
        source.replace(guid(30), guid(100 + 10 * times), 1)
        .replace(guid(40), guid(101 + 10 * times))
        .replace(guid(41), guid(102 + 10 * times))
        .replace(guid(42), guid(103 + 10 * times))
        for times in range(3)
    ]
    _refused(changed(lambda text: text.replace("</Sources>", "".join(more) + "</Sources>")))


def test_a_selection_with_two_labels_is_two_annotations() -> None:
    taken = _with_selection(selection(40, 2, 16, coding(50, 11) + coding(51, 12)))
    assert [each.label for each in taken.annotations] == [Label.DENIAL, Label.CLAIM, Label.CLAIM]
    assert len({each.key for each in taken.annotations}) == 3


DAMAGES: dict[str, Change] = {
    "a code that is missing": lambda text: text.replace(f'CodeRef targetGUID="{guid(11)}"',
                                                        f'CodeRef targetGUID="{guid(99)}"'),
    "a code that is no GUID": lambda text: text.replace(f'CodeRef targetGUID="{guid(11)}"',
                                                        'CodeRef targetGUID="denial"'),
    "no code": lambda text: text.replace(f'<CodeRef targetGUID="{guid(11)}"/>', ""),
    "an end before its start": lambda text: text.replace('endPosition="16"', 'endPosition="1"'),
    "nothing in it": lambda text: text.replace('endPosition="16"', 'endPosition="2"'),
    "an end past the text": lambda text: text.replace('endPosition="16"', 'endPosition="28"'),
    "a start before the text": lambda text: text.replace('startPosition="2"',
                                                         'startPosition="-2"'),
    "a start that is no number": lambda text: text.replace('startPosition="2"',
                                                           'startPosition="2.0"'),
    "a start of a million digits": lambda text: text.replace(
        'startPosition="2"', f'startPosition="{"1" * 1_000_000}"'),
    "a start in another script": lambda text: text.replace('startPosition="2"',
                                                           'startPosition="٢"'),
    "no end": lambda text: text.replace('endPosition="16"', ""),
    "a GUID twice": lambda text: text.replace(guid(41), guid(40)),
    "no GUID": lambda text: text.replace(f'<PlainTextSelection guid="{guid(40)}"',
                                         "<PlainTextSelection"),
    "a note that is missing": lambda text: text.replace(f'NoteRef targetGUID="{guid(60)}"',
                                                        f'NoteRef targetGUID="{guid(61)}"'),
    "a link to nothing": lambda text: text.replace(f'targetGUID="{guid(41)}"',
                                                   f'targetGUID="{guid(99)}"'),
    "a status that is none": lambda text: text.replace(
        "She said so.", with_facts(None, {"status": "done"})),
    "a text that is missing": lambda text: text.replace(f"internal://{guid(30)}", "internal://x"),
    "a text that is nowhere": lambda text: text.replace(
        f' plainTextPath="internal://{guid(30)}.txt"', ""),
    "a text outside": lambda text: text.replace(f"internal://{guid(30)}.txt",
                                                "absolute:///etc/passwd"),
    "a text above": lambda text: text.replace(f"internal://{guid(30)}.txt",
                                              "internal://../../etc/passwd"),
    "a text above, beside": lambda text: text.replace(f"internal://{guid(30)}.txt",
                                                      "relative:///../etc/passwd"),
    "another root": lambda text: text.replace("Project", "Projekt"),
    "no end of it": lambda text: text[:-20],
    "a document type": lambda text: text.replace("<Project", "<!DOCTYPE Project><Project"),
    "an external entity": lambda text: text.replace(
        "<Project", '<!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/passwd">]><Project'
    ).replace("She said so.", "&e;"),
    "a thousand laughs": lambda text: text.replace(
        "<Project",
        '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Project',
    ).replace("She said so.", "&b;"),
    "an entity of nobody": lambda text: text.replace("She said so.", "&nobody;"),
    "depths": lambda text: text.replace("She said so.", "<b>" * 5000 + "</b>" * 5000),
}  # fmt: skip


@pytest.mark.parametrize("change", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_project_is_refused_in_one_line_that_says_where(change: Change) -> None:
    _refused(changed(change))


def _link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("Sources/link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def _twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("project.qde", PROJECT)


ARCHIVES: dict[str, Callable[[zipfile.ZipFile], object]] = {
    "a name that leads out": lambda archive: archive.writestr("../evil.txt", ""),
    "a name that leads out below": lambda archive: archive.writestr("Sources/../../e.txt", ""),
    "a name from the root": lambda archive: archive.writestr("/etc/evil", ""),
    "a name on a drive": lambda archive: archive.writestr("C:/evil", ""),
    "a link": _link,
    "a name twice": _twice,
    "a bomb": lambda archive: archive.writestr("Sources/bomb.txt", b"\0" * (8 << 20)),
}


@pytest.mark.parametrize("damage", ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_that_is_not_to_be_trusted_is_refused(
    damage: Callable[[zipfile.ZipFile], object],
) -> None:
    made = io.BytesIO(packed(FILES).data)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        damage(archive)
    _refused(file_of("p.qdpx", made.getvalue()))


def test_what_is_no_project_is_refused() -> None:
    whole = packed(FILES).data
    encrypted = bytearray(whole)
    encrypted[whole.index(b"PK\x01\x02") + 8] |= 1
    for data in (b"", b"PK", whole[:-30], whole[50:], bytes(encrypted), b"<Project/>"):
        _refused(file_of("p.qdpx", data))
    _refused(packed({f"Sources/{guid(30)}.txt": TEXT}))
    _refused(packed({"a.qde": PROJECT, "b.qde": PROJECT}))
    _refused(packed(FILES | {f"Sources/{guid(30)}.txt": b"\xff\xfe"}))
    _refused(file_of("p.qdc", "<CodeBook/>"))


def _refused(file: ImportFile) -> None:
    with pytest.raises(IncomingError) as refusal:
        read(file)
    message = str(refusal.value)
    assert message.startswith(f"nothing was imported: {file.name}")
    assert "\n" not in message
    assert len(message) < 500


def _with_selection(selections: str) -> Incoming:
    first = PROJECT[PROJECT.index("<PlainTextSelection") :]
    first = first[: first.index("</PlainTextSelection>") + len("</PlainTextSelection>")]
    return read(changed(lambda text: text.replace(first, selections)))
