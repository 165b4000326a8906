"""The W3C's assertions on Web Annotations: what is exported meets them, what is broken does not."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from exporters_knotty import EXPORT
from exporters_sample import SAMPLE

from harness.generated import session_on, tag_at_random, text_of
from judging import w3c
from nkreader.exporters.export import Export
from nkreader.exporters.webannotation import collection
from nkreader.session.export import collect

MUSTS = [(part, name) for part in w3c.PARTS for name in w3c.assertions(part, "must")]


def _collection(export: Export) -> dict[str, Any]:
    read: dict[str, Any] = json.loads("".join(collection(export)))
    return read


def _generated(folder: Path) -> Export:
    random = Random(5)
    session = session_on(folder, {f"{n}.txt": text_of(random, 40) for n in range(2)})
    tag_at_random(session, random, each=5)
    return collect(session).export


def test_all_that_must_hold_is_there() -> None:
    assert len(MUSTS) == 54 + 10 + 15


def test_what_must_hold_holds(tmp_path: Path) -> None:
    for export in (SAMPLE, EXPORT, Export(), _generated(tmp_path)):
        assert list(w3c.failures(_collection(export), "must")) == []


NOT_KNOWN = {
    "3.2.1-bodySingleLanguage": "in which language a note is",
    "3.2.1-targSingleLanguage": "in which language a source is",
    "3.2.1-targSingleFormat": "as what type of media a source was served",
    "3.3.2-annotationCreatorAgentSingleNameImplemented": "who an annotator is, beside a nickname",
    **{
        f"{name}Implemented": "who made a source"
        for name in (
            *("3.3.2-targCreatorAgentId", "3.3.2-targCreatorAgentType"),
            *("3.3.2-targCreatorAgentNickname", "3.3.2-targCreatorAgentSingleName"),
        )
    },
    "3.3.1-targSingleCreator": "who made a source",
    "3.3.1-targCreated": "when a source was made",
}
SAID_BY_THE_ANNOTATION = {
    *("3.3.1-bodySingleCreator", "3.3.1-bodyCreated"),
    *("3.3.2-bodyCreatorAgentIdImplemented", "3.3.2-bodyCreatorAgentTypeImplemented"),
    *("3.3.2-bodyCreatorAgentNicknameImplemented", "3.3.2-bodyCreatorAgentSingleNameImplemented"),
}
OF_WHAT_IS_NOT_USED = {  # generators and fragment selectors
    *("3.3.2-annotationGeneratorAgentIdImplemented", "4.2.1-conformsTo"),
    "3.3.2-annotationGeneratorAgentTypeImplemented",
    "3.3.2-annotationGeneratorAgentNicknameImplemented",
    "3.3.2-annotationGeneratorAgentSingleNameImplemented",
}
NOT_OF_LINKS = {  # who drew a link and when is not kept, and it is on no passage
    *("3.3.1-annotationSingleCreatorImplemented", "3.3.1-annotationCreatedImplemented"),
    *("3.3.2-annotationCreatorAgentIdImplemented", "4.2.4-prefix", "4.2.4-suffix"),
    "3.3.2-annotationCreatorAgentTypeImplemented",
    "3.3.2-annotationCreatorAgentNicknameImplemented",
}


def test_what_should_hold_holds_but_for_what_is_not_known() -> None:
    found = list(w3c.failures(_collection(SAMPLE), "should"))
    of_links = {name for name, where in found if where.startswith("urn:nkreader:link:")}
    of_others = {name for name, where in found if not where.startswith("urn:nkreader:link:")}
    assert of_others == {*NOT_KNOWN, *SAID_BY_THE_ANNOTATION, *OF_WHAT_IS_NOT_USED}
    assert of_links == of_others | NOT_OF_LINKS


URN = "urn:example:1"
DATE, URI = "yesterday", "no URI"
EMBEDDED = {"type": "TextualBody", "value": "x"}
CHOICE = {"type": "Choice", "items": [URN]}
RESOURCE = {"source": URN, "selector": {"type": "CssSelector", "value": "p"}}
WEB = {"id": URN}
PART_OF = {"id": URN}

# What breaks each assertion: where, and the fields that stand there instead; None is no field.
Broken = tuple[str, dict[str, Any]]
BROKEN: dict[str, Broken] = {
    "3.1-annotationContextValidated": ("collection", {"@context": "http://context.example"}),
    "3.1-annotationIdValidated": ("annotation", {"id": URI}),
    "3.1-annotationTypeValidated": ("annotation", {"type": "Note"}),
    "3.1-targetKeyFound": ("annotation", {"target": None}),
    "3.2-targetObjectsRecognized": ("target", {"source": None}),
    "3.2-bodyObjectsRecognized": ("body", {"value": None}),
    "3.2.5-notBodyBodyValue": ("annotation", {"bodyValue": "x"}),
    "3.2.5-bodyValueValidated": ("annotation", {"bodyValue": 5}),
    "3.3.1-annotationCreatedValidated": ("annotation", {"created": DATE}),
    "3.3.1-annotationModifiedValidated": ("annotation", {"modified": "2024-03-05"}),
    "3.3.1-annotationGeneratedValidated": ("annotation", {"generated": DATE}),
    "3.3.6-annotationRightsValidated": ("annotation", {"rights": URI}),
    "3.3.7-annotationCanonicalValidated": ("annotation", {"canonical": URI}),
    "3.3.7-annotationViaValidated": ("annotation", {"via": URI}),
    "3.2.1-bodyTextDirectionValidated": ("body", {"textDirection": "up"}),
    "3.3.1-bodyCreatedValidated": ("body", {"created": DATE}),
    "3.3.1-bodyModifiedValidated": ("body", {"modified": DATE}),
    "3.3.6-bodyRightsValidated": ("body", {"rights": URI}),
    "3.3.7-bodyCanonicalValidated": ("body", {"canonical": URI}),
    "3.3.7-bodyViaValidated": ("body", {"via": URI}),
    "3.2.7-bodyEWRNoItems": ("annotation", {"body": WEB | {"items": [URN]}}),
    "3.3.5-bodyEWRNoPurpose": ("annotation", {"body": WEB | {"purpose": "tagging"}}),
    "3.2.4-bodyChoiceSetNoValue": ("annotation", {"body": CHOICE | {"value": "x"}}),
    "4-bodyChoiceSetNoSource": ("annotation", {"body": CHOICE | {"source": URN}}),
    "3.3.5-bodyChoiceSetNoPurpose": ("annotation", {"body": CHOICE | {"purpose": "tagging"}}),
    "3.2.7-bodyEmbeddedTextualNoItems": ("body", {"items": [URN]}),
    "4-bodyEmbeddedTextualNoSource": ("body", {"source": URN}),
    "3.2.7-bodySpecificResourceNoItems": ("annotation", {"body": RESOURCE | {"items": [URN]}}),
    "4-bodySpecificResourceNoValue": ("annotation", {"body": RESOURCE | {"value": "x"}}),
    "3.2.1-targTextDirectionValidated": ("source", {"textDirection": "up"}),
    "3.3.1-targCreatedValidated": ("source", {"created": DATE}),
    "3.3.1-targModifiedValidated": ("source", {"modified": DATE}),
    "3.3.6-targRightsValidated": ("source", {"rights": URI}),
    "3.3.7-targCanonicalValidated": ("source", {"canonical": URI}),
    "3.3.7-targViaValidated": ("source", {"via": URI}),
    "3.2.7-targEWRNoItems": ("source", {"items": [URN]}),
    "3.3.5-targEWRNoPurpose": ("source", {"purpose": "tagging"}),
    "3.2.4-targChoiceSetNoValue": ("annotation", {"target": CHOICE | {"value": "x"}}),
    "4-targChoiceSetNoSource": ("annotation", {"target": CHOICE | {"source": URN}}),
    "3.3.5-targChoiceSetNoPurpose": ("annotation", {"target": CHOICE | {"purpose": "tagging"}}),
    "3.2.7-targSpecificResourceNoItems": ("target", {"items": [URN]}),
    "4-targSpecificResourceNoValue": ("target", {"value": "x"}),
    "3.2.4-targNoTypeTextualBody": ("annotation", {"target": EMBEDDED}),
    "4.2-selectorValidIfPresent": ("quote", {"type": "TextQuotation"}),
    "4.3-stateValidIfPresent": ("target", {"state": {"type": "State"}}),
    "4.3.3-refinedByValidated": ("quote", {"refinedBy": {"type": "TextQuoteSelector"}}),
    "4.4-styleClassValidIfPresent": ("target", {"styleClass": "red"}),
    "4.2-fragmentCssXPathSelectorValid": ("quote", {"type": "CssSelector"}),
    "4.2.4-textQuoteSelectorValid": ("quote", {"exact": None}),
    "4.2-TextDataPositionSelectorValid": ("position", {"start": -1}),
    "4.2.7-svgSelectorValid": ("quote", {"type": "SvgSelector"}),
    "4.2.8-rangeSelectorValid": ("quote", {"type": "RangeSelector"}),
    "4.3.1-timeStateValid": ("target", {"state": {"type": "TimeState"}}),
    "4.3.2-httpRequestStateValid": ("target", {"state": {"type": "HttpRequestState"}}),
    "5.1-collectionContextValidated": ("collection", {"@context": None}),
    "5.1-collectionIdValidated": ("collection", {"id": None}),
    "5.1-collectionTypeValidated": ("collection", {"type": "Collection"}),
    "5.1-collectionLabelValidated": ("collection", {"label": 5}),
    "5.1-collectionTotalValidated": ("collection", {"total": -1}),
    "5.1-collectionFirstValidated": ("page", {"type": None}),
    "5.1-collectionLastValidated": ("collection", {"last": URI}),
    "3.3.1-collectionCreatedValidated": ("collection", {"created": DATE}),
    "3.3.1-collectionModifiedValidated": ("collection", {"modified": DATE}),
    "3.3.6-collectionRightsValidated": ("collection", {"rights": URI}),
    "5.2-pageContextValidated": ("collection", {"@context": None}),
    "5.2-pageIdValidated": ("page", {"id": None}),
    "5.2-pageTypeValidated": ("page", {"type": "Page"}),
    "5.2-pageItemsValidated": ("annotation", {"type": None}),
    "5.2-pageStartIndexValidated": ("page", {"startIndex": -1}),
    "5.2-pagePartOfValidated": ("page", {"partOf": URI}),
    "5.2-pageNextValidated": ("page", {"next": URI}),
    "5.2-pagePrevValidated": ("page", {"prev": URI}),
    "5.2-pageTotalValidated": ("collection", {"partOf": PART_OF | {"total": -1}}),
    "5.2-pageLabelValidated": ("collection", {"partOf": PART_OF | {"label": 5}}),
    "5.2-pageFirstValidated": ("collection", {"partOf": PART_OF | {"first": URI}}),
    "5.2-pageLastValidated": ("collection", {"partOf": PART_OF | {"last": URI}}),
    "3.3.1-pageCreatedValidated": ("collection", {"partOf": PART_OF | {"created": DATE}}),
    "3.3.1-pageModifiedValidated": ("collection", {"partOf": PART_OF | {"modified": DATE}}),
    "3.3.6-pageRightsValidated": ("collection", {"partOf": PART_OF | {"rights": URI}}),
}


def _broken(where: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a collection whose first annotation, or what is around it, is broken."""
    read = _collection(SAMPLE)
    annotation = read["first"]["items"][0]
    quote, position = annotation["target"]["selector"]
    parts = {
        "collection": read,
        "page": read["first"],
        "annotation": annotation,
        "body": annotation["body"][0],
        "target": annotation["target"],
        "source": annotation["target"]["source"],
        "quote": quote,
        "position": position,
    }
    parts[where].update(fields)
    for gone in [key for key, value in fields.items() if value is None]:
        del parts[where][gone]
    return read


@pytest.mark.parametrize(("part", "name"), MUSTS)
def test_what_breaks_an_assertion_is_found(part: str, name: str) -> None:
    assert list(w3c.unmet(_broken(*BROKEN[name]), part, name))


def test_what_no_assertion_is_about_is_left_to_a_re_slice() -> None:
    read = _broken("position", {"start": 9, "end": 3})
    assert list(w3c.failures(read, "must")) == []
