"""The keys that move in the reading pane, and the motions behind them."""

from textual.binding import Binding, BindingType

from nkreader.reading import motions

# Each motion by sentence, and the one that a finer cursor makes of its key.
MOTIONS: dict[str, tuple[motions.Motion, motions.Motion]] = {
    "sentence_on": (motions.next_sentence, motions.next_sentence),
    "sentence_back": (motions.previous_sentence, motions.previous_sentence),
    "grow": (motions.grow, motions.grow),
    "shrink": (motions.shrink, motions.shrink),
    "end_on": (motions.end_on, motions.next_step),
    "end_back": (motions.end_back, motions.previous_step),
    "start_on": (motions.start_on, motions.step_end_on),
    "start_back": (motions.start_back, motions.step_end_back),
    "paragraph_on": (motions.next_paragraph, motions.next_paragraph),
    "paragraph_back": (motions.previous_paragraph, motions.previous_paragraph),
    "landmark_on": (motions.next_landmark, motions.next_landmark),
    "landmark_back": (motions.previous_landmark, motions.previous_landmark),
    "top": (motions.top, motions.top),
    "bottom": (motions.bottom, motions.bottom),
}
# Motions that go far enough to be worth a way back.
JUMPS = frozenset({"top", "bottom", "landmark_on", "landmark_back"})


def _move(key: str, motion: str, description: str, name: str) -> Binding:
    return Binding(key, f"move('{motion}')", description, id=name)  # own words


KEYS: list[BindingType] = [
    _move("j,down", "sentence_on", "Next sentence", "sentence.next"),
    _move("k,up", "sentence_back", "Previous sentence", "sentence.previous"),
    _move("J,shift+down", "grow", "Grow by a sentence", "sentence.grow"),
    _move("K,shift+up", "shrink", "Shrink by a sentence", "sentence.shrink"),
    _move("l,right", "end_on", "End a word on", "word.end.on"),
    _move("h,left", "end_back", "End a word back", "word.end.back"),
    _move("L,shift+right", "start_on", "Start a word on", "word.start.on"),
    _move("H,shift+left", "start_back", "Start a word back", "word.start.back"),
    Binding("v", "free", "Select freely: by word, by character", id="select.free"),
    Binding("escape", "whole", "Back to sentences", id="select.whole"),
    _move("right_curly_bracket", "paragraph_on", "Next paragraph or turn", "paragraph.next"),
    _move(
        "left_curly_bracket", "paragraph_back", "Previous paragraph or turn", "paragraph.previous"
    ),
    _move("right_parenthesis", "landmark_on", "Next section or timecode", "section.next"),
    _move("left_parenthesis", "landmark_back", "Previous section or timecode", "section.previous"),
    Binding("space,pagedown", "page(1)", "Page on", id="page.next"),
    Binding("b,pageup", "page(-1)", "Page back", id="page.previous"),
    Binding("ctrl+e", "line(1)", "Scroll a line on", id="line.next"),
    Binding("ctrl+y", "line(-1)", "Scroll a line back", id="line.previous"),
    _move("g,home", "top", "Top", "text.top"),
    _move("G,end", "bottom", "Bottom", "text.bottom"),
]
