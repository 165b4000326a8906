"""Hostile verdicts and records of reviews, and links that lead anywhere or nowhere."""

from collections.abc import Sequence
from random import Random

from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Label, Link, Relation, Status
from nkreader.model.change import Change, Step
from nkreader.model.review import Action, Material, Position, Queue, Review, Tally
from nkreader.model.verdict import Verdict
from nkreader.session.session import Session
from soak.hostile_texts import hostile_line

_REVIEWS = 4
_FAR = 1 << 40  # code points, further than any text reaches
_QUERIES = (
    "label:denial", "label:", "label:rumour", "by:", 'by:"', "entity:", 'entity:"Kim Jong Un"',
    "said:2024-13", "said:9999..", "status:suggested", "source:../..", '"' * 40, ":" * 40,
)  # fmt: skip


def linked(annotation: Annotation, others: Sequence[Annotation], chance: Random) -> Annotation:
    """Return an annotation tied to some others, and sometimes to itself or to nothing."""
    anywhere = [*(each.id for each in others), annotation.id, "nowhere", "a:b.c-d_e"]
    targets = chance.sample(anywhere, min(len(anywhere), chance.randint(1, 4)))
    links = tuple(Link(chance.choice(list(Relation)), target) for target in targets)
    return replace(annotation, links=links)


def judge(session: Session, chance: Random) -> None:
    """Give verdicts on the others' work, and leave records of sittings."""
    of_others = [key for key in session.others if key not in session.store.annotations]
    verdicts = [_verdict(session, each, chance) for each in (*of_others[:50], "nowhere")]
    reviews = [_review(session, of_others or ["nowhere"], chance) for _ in range(_REVIEWS)]
    made: tuple[Verdict | Review, ...] = (*verdicts, *reviews)
    changes = tuple(Change(None, each) for each in made)
    session.store.apply(Step(session.new_id(), "review", session.now(), changes))


def hostile_query(chance: Random) -> str:
    """Return a filter: one that says nothing, or is none, or is hostile."""
    return " ".join(chance.choice((*_QUERIES, hostile_line(chance))) for _ in range(2))


def _verdict(session: Session, on: str, chance: Random) -> Verdict:
    targets = ("nowhere", on)
    return Verdict(
        on=on,
        annotator=hostile_line(chance),
        created=hostile_line(chance),
        modified=hostile_line(chance),
        status=chance.choice([None, *Status]),
        label=chance.choice([None, *Label]),
        note=hostile_line(chance),
        links=(Link(chance.choice(list(Relation)), chance.choice(targets)),),
    )


def _review(session: Session, ids: Sequence[str], chance: Random) -> Review:
    at = Position(
        path=hostile_line(chance),
        start=chance.randrange(_FAR),
        end=chance.choice((0, chance.randrange(_FAR))),
        annotation=chance.choice([None, "nowhere", *ids]),
    )
    queries = ("", "", hostile_query(chance))
    return Review(
        id=session.new_id(),
        annotator=hostile_line(chance),
        queue=Queue(chance.choice(list(Material)), chance.choice(queries)),
        started=hostile_line(chance),
        modified=hostile_line(chance),
        total=chance.choice((0, 3, _FAR)),
        done=chance.choice((0, 3, _FAR)),
        seconds=chance.choice((0, 3, _FAR)),
        position=chance.choice((None, at)),
        ended=chance.choice((None, None, hostile_line(chance))),
        tallies=(Tally(chance.choice(list(Action)), chance.choice(list(Label)), _FAR),),
    )
