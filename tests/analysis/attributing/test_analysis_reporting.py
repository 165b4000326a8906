"""Who reports it: a passage in [brackets], who says it, and through whom."""

import pytest

from nkreader.analysis.attributing.attribution import Attributed, attributed
from nkreader.model.entity import Entity, EntityType
from nkreader.model.source import Shape, Source
from nkreader.model.span import Span
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

MATCHER = Matcher(
    (
        Entity("Ana Ruiz", EntityType.PERSON, ("Ruiz",)),
        Entity("Northland", EntityType.GPE, ("Nordhaven",)),
        Entity("Coast Press Agency", EntityType.MEDIA, ("CPA", "Coast news agency")),
        Entity("Navy Board", EntityType.ORG),
    )
)


def proposed(marked: str) -> tuple[str | None, str | None]:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    source = Source("a.txt", text, "0" * 64, Shape.PLAIN)
    read = prose(source)
    span, names = Span(start, end), MATCHER.find(read)
    found: Attributed = attributed(source, read, span, names, sentences(read))
    return found.speaker, found.via


@pytest.mark.parametrize(
    ("marked", "speaker", "via"),
    [
        ("[It fell, the Navy Board said, according to CPA.]", "Navy Board", "Coast Press Agency"),
        ("[It fell, the Navy Board said, CPA reported.]", "Navy Board", "Coast Press Agency"),
        ("[According to CPA, Ruiz said it fell.]", "Ana Ruiz", "Coast Press Agency"),
        ("[CPA reported that the Navy Board said it fell.]", "Navy Board", "Coast Press Agency"),
        ("[The Coast news agency said Mayor Ana Ruiz denied it.]", "Ana Ruiz",
         "Coast Press Agency"),
        ("[It fell, CPA reported, citing a senior official.]", "senior official",
         "Coast Press Agency"),
        ("[“It fell,” Ruiz told CPA.]", "Ana Ruiz", "Coast Press Agency"),
        ("“It fell,” Ruiz told CPA.\n\n[“And it is gone.”]", "Ana Ruiz", "Coast Press Agency"),
        ("[Northland denied the fall, its spokesperson said.]", "Northland", "its spokesperson"),
        ("[“It fell,” Ruiz told Northland’s Coast news agency.]", "Ana Ruiz", "Coast Press Agency"),
        ("[Ruiz said in an interview with CPA that it fell.]", "Ana Ruiz", "Coast Press Agency"),
        ("[It fell, Ruiz said in a statement carried by CPA.]", "Ana Ruiz", "Coast Press Agency"),
        ("[Ruiz was quoted as saying by CPA that it fell.]", "Ana Ruiz", "Coast Press Agency"),
        ("[Ruiz told reporters that CPA was wrong.]", "Ana Ruiz", None),
        # Nobody but the one who says it.
        ("[It fell, CPA reported.]", "Coast Press Agency", None),
        ("[“It fell,” Ruiz told reporters.]", "Ana Ruiz", None),
        ("[Ruiz warned that the Navy Board said nothing.]", "Ana Ruiz", None),
        ("[Ruiz said it fell, but Northland denied it in a long statement of many, many words.]",
         "Ana Ruiz", None),
        ("[It fell, Ruiz said, and Ruiz repeated it, Ruiz said.]", "Ana Ruiz", None),
        ("[It fell.]", None, None),
    ],
)  # fmt: skip
def test_who_reports_it(marked: str, speaker: str | None, via: str | None) -> None:
    assert proposed(marked) == (speaker, via)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        # Whom `it` means is who stands around the sentence before.
        ("Northland claimed it fell, CPA said. [It was old, it added.]", "Coast Press Agency"),
        ("[The mayor, Ana Ruiz, she said it fell.]", "Ana Ruiz"),
        ("[Ruiz does not think it fell.]", "Ana Ruiz"),
        ("[Northland has charged that it fell.]", "Northland"),
        ("[Northland was warning that it falls.]", "Northland"),
        ("[Northland, for its part, has been denying since May that it fell.]", "Northland"),
        ("[The Navy Board in Nordhaven denies it.]", "Navy Board"),
        ("[After talks with the Navy Board in Nordhaven said to be long, it fell.]", None),
        ("[Northland’s navy showed pictures on Friday and said that it fell.]", "Northland’s navy"),
        ("[Ruiz went to Nordhaven, and said it fell.]", "Ana Ruiz"),
        ("[Ruiz will call them and say it fell.]", None),
        ("[Indeed, it fell and said nothing.]", None),
        ("[In May they met and said it fell.]", None),
        ("[Northland called the accusations baseless.]", "Northland"),
        ("[On the 10th of May the Navy Board called the whole story a hoax.]", "Navy Board"),
        ("[On the 10th of October the Navy Board denied it.]", "Navy Board"),
        ("[Northland called the meeting off.]", None),
        ("[Northland was charged twice.]", None),
        ("[I don’t think Ruiz was suggesting that it fell.]", None),
    ],
)
def test_who_says_it(marked: str, speaker: str | None) -> None:
    assert proposed(marked)[0] == speaker
