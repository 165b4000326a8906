"""What is told of a review, in lines and words. Pure."""

from nkreader.analysis.pace import in_words, seconds_each
from nkreader.model.annotation import Label
from nkreader.model.review import Action, Review

DONE = {
    Action.ACCEPT: "accepted",
    Action.RELABEL: "relabelled",
    Action.PASSAGE: "passage",
    Action.NOTE: "noted",
    Action.REJECT: "rejected",
    Action.SKIP: "skipped",
}


def in_short(review: Review) -> str:
    """Return which review it is and how far it has come: ``12 of 40 · annotations · by:bob``."""
    return f"{review.done} of {review.total} · {review.queue}"


def how_long(review: Review) -> str:
    """Return how long it took: ``12 min, 18 s each``."""
    each = seconds_each(review.done, review.seconds)
    pace = f", {in_words(each)} each" if each is not None else ""
    return in_words(review.seconds) + pace


def labels_told(review: Review) -> str:
    """Return how many were accepted under each label, however: ``3 claim, 1 denial``."""
    kept = (Action.ACCEPT, Action.RELABEL, Action.PASSAGE)
    counts = {
        label: sum(each.count for each in review.tallies if each.label is label
                   and each.action in kept)
        for label in Label
    }  # fmt: skip
    return ", ".join(f"{count} {label}" for label, count in counts.items() if count)


def summary(review: Review) -> tuple[str, ...]:
    """Return the lines that tell what was done: how much, how long, by action and label."""
    head = " " * 10 + "".join(f"{_HEADS[label]:>6}" for label in Label) + f"{'all':>6}"
    counts = {(each.action, each.label): each.count for each in review.tallies}
    table = [
        f"{DONE[action]:10}"
        + "".join(f"{counts.get((action, label), 0) or '·':>6}" for label in Label)
        + f"{review.count(action):>6}"
        for action in Action
        if review.count(action)
    ]
    return (in_short(review), how_long(review), "", *([head, *table] if table else ["nothing yet"]))


_HEADS = {
    Label.CLAIM: "claim",
    Label.DENIAL: "den.",
    Label.EVIDENCE: "evid.",
    Label.SPECULATION: "spec.",
}
