"""The UIMA types of a CAS: what of an annotation each feature of a passage is.

``nkreader.Passage`` is a span layer for INCEpTION, ``nkreader.Link`` a relation layer between
two of them; its features ``Governor`` (where the link starts) and ``Dependent`` (its target)
have the names that INCEpTION asks for. A passage also lists all its links, each as its relation
and the id of its target, since no layer can show one from document to document. Its ``span`` is
where it starts and ends, in code points, if blanks at its ends were left out. Mentions and the
document's metadata are of types that every project there has.
"""

from collections.abc import Iterator

PASSAGE = "nkreader.Passage"
LINK = "nkreader.Link"
MENTION = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
SOFA = "uima.cas.Sofa"
STRINGS = "uima.cas.StringArray"
VIEW = "_InitialView"

WIKIDATA = "http://www.wikidata.org/entity/"

_STRING = "uima.cas.String"
_ANNOTATION = "uima.tcas.Annotation"

# The name of a feature, and the field of an annotation's record that it holds.
PASSAGE_FIELDS = (
    ("label", "label"),
    ("speaker", "speaker"),
    ("via", "via"),
    ("outlet", "outlet"),
    ("about", "about"),
    ("certainty", "certainty"),
    ("note", "note"),
    ("status", "status"),
    ("said_at", "said_at"),
    ("section", "section"),
    ("annotator", "annotator"),
    ("created", "created"),
    ("modified", "modified"),
    ("identifier", "id"),
)

_Features = tuple[tuple[str, str], ...]

_PASSAGE: _Features = (
    *((feature, _STRING) for feature, _ in PASSAGE_FIELDS),
    ("tags", STRINGS),
    ("links", STRINGS),
    ("source", _STRING),
    ("span", _STRING),
)
_LINK: _Features = (("Governor", PASSAGE), ("Dependent", PASSAGE), ("relation", _STRING))
_MENTION: _Features = (("value", _STRING), ("identifier", _STRING))
_DOCUMENT: _Features = (
    ("documentTitle", _STRING),
    ("documentId", _STRING),
    ("documentUri", _STRING),
    ("collectionId", _STRING),
    ("documentBaseUri", _STRING),
    ("isLastSegment", "uima.cas.Boolean"),
)

_LAYERS = (
    (
        PASSAGE,
        "A passage: what was said, who said it, and the label that an annotator gave it.",
        _PASSAGE,
    ),
    (LINK, "A tie from one passage to another, read from Governor to Dependent.", _LINK),
)


def type_declarations() -> dict[str, object]:
    """Return ``%TYPES``: every type that a document of ours uses."""
    types = (
        (PASSAGE, _ANNOTATION, _PASSAGE),
        (LINK, _ANNOTATION, _LINK),
        (MENTION, _ANNOTATION, _MENTION),
        (DOCUMENT, "uima.tcas.DocumentAnnotation", _DOCUMENT),
    )
    return {
        name: {"%NAME": name, "%SUPER_TYPE": parent}
        | {each: {"%NAME": each, "%RANGE": _json_range(kind)} for each, kind in features}
        for name, parent, features in types
    }


def layers() -> str:
    """Return the UIMA type system of the layers, for a project to import before documents."""
    return "".join(_layers())


def _json_range(kind: str) -> str:
    return "uima.cas.String[]" if kind == STRINGS else kind


def _layers() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
    yield "  <name>nkreader</name>\n  <types>\n"
    for name, description, features in _LAYERS:
        yield f"    <typeDescription>\n      <name>{name}</name>\n"
        yield f"      <description>{description}</description>\n"
        yield f"      <supertypeName>{_ANNOTATION}</supertypeName>\n      <features>\n"
        for feature, kind in features:
            yield "        <featureDescription>\n"
            yield f"          <name>{feature}</name>\n          <description/>\n"
            yield f"          <rangeTypeName>{kind}</rangeTypeName>\n"
            yield "        </featureDescription>\n"
        yield "      </features>\n    </typeDescription>\n"
    yield "  </types>\n</typeSystemDescription>\n"
