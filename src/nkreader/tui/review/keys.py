"""The keys of a review: one for each decision.

What is in the reader too has its name, so that a user's own key for it is that of both.
"""

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("enter,y", "accept", "Accept, with the passage selected", id="review.accept"),
    Binding("c", "accept('claim')", "Tag or relabel: claim", id="label.claim"),
    Binding("d", "accept('denial')", "Tag or relabel: denial", id="label.denial"),
    Binding("e", "accept('evidence')", "Tag or relabel: evidence", id="label.evidence"),
    Binding("s", "accept('speculation')", "Tag or relabel: speculation", id="label.speculation"),
    Binding("x", "reject", "Reject", id="review.reject"),
    Binding("r", "passage", "Set the passage to the selection, and stay", id="review.passage"),
    Binding("n", "note", "Note", id="review.note"),
    Binding("j,down", "skip", "Skip: leave it as it is", id="review.skip"),
    Binding("k,up", "back", "Back to the item before", id="review.back"),
    Binding("u", "undo", "Undo", id="change.undo"),
    Binding("U", "redo", "Redo", id="change.redo"),
    Binding("escape,q,ctrl+q", "leave", "Leave; R goes on here", id="review.leave"),
    Binding("question_mark", "help", "All keys of this place", id="help.show"),
    Binding("ctrl+c", "say_how_to_leave", "", id="reader.interrupt", show=False),
]
