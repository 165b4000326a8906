import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.loaders.entities import combine, gazetteer, parse
from nkreader.model.entity import Entity, EntityType
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line
from nkreader.text.fold import fold
from nkreader.text.mentions import Matcher


def folded(name: str) -> str:
    return " ".join(fold(name).split())


def test_the_gazetteer_is_broad() -> None:
    types = [entity.type for entity in gazetteer()]
    assert len(types) >= 400
    assert set(types) == set(EntityType)


def test_wikidata_ids_are_ids_and_nobody_shares_one() -> None:
    ids = [entity.wikidata for entity in gazetteer() if entity.wikidata]
    assert all(re.fullmatch(r"Q[1-9]\d*", wikidata) for wikidata in ids)
    assert len(ids) == len(set(ids))


def test_no_alias_stands_twice() -> None:
    seen: dict[str, str] = {}
    for entity in gazetteer():
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            assert folded(name) not in seen, (name, entity.name, seen[folded(name)])
            seen[folded(name)] = entity.name
        for name in entity.cased:
            assert seen.setdefault(folded(name), entity.name) == entity.name, name


def test_every_name_of_the_gazetteer_is_found_and_is_its_own() -> None:
    matcher = Matcher(gazetteer())
    for entity in gazetteer():
        for name in (entity.name, *entity.aliases):
            if name in entity.cased:
                continue
            text = f"They say {name}, and so on."
            found = [(mention.span, mention.entity) for mention in matcher.find(text)]
            assert found == [((9, 9 + len(name)), entity)], name


def test_an_entity_in_full() -> None:
    text = """
        [[entity]]
        name = "Zubrovka"
        type = "GPE"
        wikidata = "Q42"
        aliases = ["Republic of  Zubrovka", "zubrovkan"]
        cased = ["ZB"]
        [[entity]]
        name = "Ford"
        type = "ORG"
        """
    assert parse(text, "mine.toml") == (
        Entity(
            "Zubrovka",
            EntityType.GPE,
            aliases=("Republic of Zubrovka", "zubrovkan"),
            cased=("ZB",),
            wikidata="Q42",
        ),
        Entity("Ford", EntityType.ORG),
    )
    assert parse("", "mine.toml") == ()


HEAD = '[[entity]]\nname = "A"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name = ", "not valid TOML"),
        ("[[thing]]", "unknown key “thing”"),
        ('entity = "x"', "not a list of tables"),
        ("entity = [1]", "not a table"),
        ('[[entity]]\ntype = "GPE"', "name is missing"),
        ('[[entity]]\nname = 3\ntype = "GPE"', "not a string"),
        (f'[[entity]]\nname = 0x{"f" * 5_000}\ntype = "GPE"', "“int” is not a string"),
        ('[[entity]]\nname = " "\ntype = "GPE"', "no letter or digit"),
        (f'[[entity]]\nname = "{"a" * 201}"\ntype = "GPE"', "longer than 200"),
        ('[[entity]]\nname = "a\\u001b]52;c;x\\u0007"\ntype = "GPE"', "control character"),
        (HEAD, "type is missing"),
        (HEAD + 'type = "COUNTRY"', "unknown type “COUNTRY”"),
        (HEAD + 'type = ["GPE"]', "unknown type"),
        (HEAD + 'type = "GPE"\nalias = ["B"]', "unknown field “alias”"),
        (HEAD + 'type = "GPE"\naliases = "B"', "aliases: not a list"),
        (HEAD + 'type = "GPE"\naliases = ["B", 1]', "“1” is not a string"),
        (HEAD + 'type = "GPE"\ncased = ["\\n"]', "control character"),
        (HEAD + 'type = "GPE"\nwikidata = "42"', "wikidata is “42”"),
        (HEAD + 'type = "GPE"\nwikidata = 42', "wikidata is “42”"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_that_says_where(text: str, problem: str) -> None:
    with pytest.raises(NkreaderError) as caught:
        parse(text, "mine.toml")
    said = str(caught.value)
    assert said.startswith("mine.toml: ")
    assert problem in said
    assert one_line(said) == said


@given(text=st.one_of(st.text(), st.text().map(lambda name: f"{HEAD}type = {name!r}")))
def test_whatever_it_is_it_parses_or_is_refused(text: str) -> None:
    problem = ""
    try:
        parse(text, "mine.toml")
    except NkreaderError as error:
        problem = str(error)
    assert one_line(problem) == problem


def test_combining_unites_names_and_keeps_the_later_type_and_id() -> None:
    builtin = Entity("A", EntityType.ORG, aliases=("b", "c"), cased=("AA",), wikidata="Q1")
    mine = Entity("A", EntityType.MEDIA, aliases=("c", "d"), cased=("AB",), wikidata="Q2")
    other = Entity("B", EntityType.GPE)
    assert combine((builtin, other), (mine,)) == (
        Entity("A", EntityType.MEDIA, ("b", "c", "d"), ("AA", "AB"), "Q2"),
        other,
    )
    without_id = Entity("A", EntityType.MEDIA)
    assert combine((builtin,), (without_id,))[0].wikidata == "Q1"
    assert combine() == ()
