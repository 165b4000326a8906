"""What is measured with: texts of any size, and workspaces with any number of annotations.

The texts are the sample sources again and again, so they hold what real ones do: names,
clock lines, turns, curly quotes. The same numbers always make the same files.
"""

import hashlib
import textwrap
from collections.abc import Iterator
from pathlib import Path

from nkreader.loaders import load
from nkreader.model.annotation import Annotation, Label
from nkreader.model.change import Change, Step
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.store.annotations import AnnotationStore
from nkreader.text.anchor import describe
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

SAMPLES = Path(__file__).parent.parent / "seeds"
ANNOTATOR = "ann"
_MOMENT = "2024-01-01T00:00:00.000Z"
_IN_A_SOURCE = 100
_LABELS = (Label.CLAIM, Label.DENIAL, Label.EVIDENCE, Label.SPECULATION)
_WRAPPED_AT = 76


def text_of(size: int, *, ascii_only: bool = False, wrapped: bool = False) -> str:
    """Return a text of at least ``size`` bytes, whatever its lines hold."""
    stories = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    story = "\n".join(stories)
    if ascii_only:
        story = story.encode("ascii", "replace").decode("ascii")
    if wrapped:
        lines = (textwrap.fill(line, _WRAPPED_AT) for line in story.split("\n"))
        story = "\n".join(lines)
    story += "\n"
    return story * -(-size // len(story.encode()))


def one_line(size: int) -> str:
    """Return a text of at least ``size`` bytes that has no line end but the last."""
    return " ".join(text_of(size).split()) + "\n"


def write(path: Path, text: str) -> Path:
    """Write a text into a file, whose folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def tag(workspace: Path, here: int, elsewhere: int, size: int = 1_100_000) -> Path:
    """Make a workspace with one source, ``here`` tagged in it and others ``elsewhere``.

    Those lie on sources that are gone. Return the path of the one that is there, which has at
    least ``size`` bytes.
    """
    path = write(workspace / "seeds" / "read.txt", text_of(size))
    source = load(path)
    spans = sentences(prose(source), standalone=source.standalone)
    ref = _ref("seeds/read.txt", source.text)
    made = list(_annotations(ref, source.text, spans[:here], 0))
    refs = [ref]
    for number in range(-(-elsewhere // _IN_A_SOURCE)):
        text = f"Story {number}. " + "Nobody saw the trains at the border. " * _IN_A_SOURCE
        refs.append(_ref(f"seeds/gone-{number}.txt", text))
        spans = sentences(text)[: min(_IN_A_SOURCE, elsewhere - number * _IN_A_SOURCE)]
        made += _annotations(refs[-1], text, spans, len(made))
    (workspace / "annotations").mkdir(exist_ok=True)
    with AnnotationStore.open(workspace / "annotations", ANNOTATOR, write=True) as store:
        changes = tuple(Change(None, each) for each in made)
        store.apply(Step("benchmark", "import", _MOMENT, changes), refs)
    return path


def _ref(path: str, text: str) -> SourceRef:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SourceRef(digest[:12], path, digest, len(text), "plain", None, None, None)


def _annotations(
    ref: SourceRef, text: str, spans: tuple[Span, ...], before: int
) -> Iterator[Annotation]:
    for k, span in enumerate(spans):
        quote, prefix, suffix = describe(text, span)
        yield Annotation(
            id=f"{before + k:012x}", source=ref.id, start=span.start, end=span.end,
            quote=quote, prefix=prefix, suffix=suffix, text=quote, label=_LABELS[k % 4],
            annotator=ANNOTATOR, created=_MOMENT, modified=_MOMENT,
        )  # fmt: skip
