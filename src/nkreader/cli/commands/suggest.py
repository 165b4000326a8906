"""``nkreader suggest``: proposals of what to tag, by words that signal a label."""

import argparse
from collections.abc import Iterator

from nkreader.cli import json_text, streams
from nkreader.cli.collecting import tell_of_unread
from nkreader.cli.command import Command
from nkreader.cli.opening import sources_for, tell_of_samples
from nkreader.cli.options import add_json, add_paths
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.session.suggest import (
    Advice,
    CueTold,
    Proposed,
    advice,
    cues_told,
    muted_told,
    proposed_in,
)

_COLUMNS = (
    Column("source", once=True),
    Column("place", piped=True),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("cue"),
    Column("score", whole=True),
    Column("passage", under=True),
)
_CUE_COLUMNS = (
    Column("cue", whole=True),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("weight", whole=True),
    Column("verdicts", style="red"),
    Column("phrases"),
)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "files or folders (default: the workspace's seeds/, else the samples)")
    parser.add_argument(
        "--all", action="store_true", help="also what is tagged already, or was rejected"
    )
    parser.add_argument(
        "--cues", action="store_true", help="the cues themselves, and how you have judged them"
    )
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with sources_for(arguments, arguments.paths) as session:
        if arguments.cues:
            _print_cues(session, as_json=arguments.json)
            return
        tell_of_samples(session)
        known = advice(session)
        found = _proposed(session, known, tagged=arguments.all)
        if streams.on_terminal():
            found = iter(list(found))  # first, or the line of progress would be drawn into it
        if arguments.json:
            json_text.print_list(map(_object, found))
        else:
            print_table(_COLUMNS, map(_row, found), none="nothing is proposed")
        for line in muted_told(known):
            tell(line)


def _print_cues(session: Session, *, as_json: bool) -> None:
    if as_json:
        json_text.print_list(map(_cue_object, cues_told(session)))
    else:
        print_table(_CUE_COLUMNS, map(_cue_row, cues_told(session)))


def _cue_object(each: CueTold) -> dict[str, object]:
    return {
        "name": each.cue.name,
        "label": each.cue.label,
        "weight": each.cue.weight,
        "accepted": each.accepted,
        "rejected": each.rejected,
        "muted": each.muted,
        "phrases": list(each.cue.phrases),
    }


def _cue_row(each: CueTold) -> tuple[Cell, ...]:
    judged = f"{each.accepted} accepted, {each.rejected} rejected"
    told = [judged] if each.accepted or each.rejected else []
    told += [f"muted by {each.muted}"] if each.muted else []
    return (
        each.cue.name,
        each.cue.label or "any",
        f"{each.cue.weight:+g}",
        "; ".join(told),
        ", ".join(each.cue.phrases),
    )


def _proposed(session: Session, known: Advice, *, tagged: bool) -> Iterator[Proposed]:
    entries = session.library.entries
    unread = 0
    for entry in watched(entries):
        try:
            opened = session.open(entry)
        except NkreaderError:
            unread += 1
            continue
        yield from proposed_in(session, opened, known.weighing, tagged=tagged)
    if unread and unread == len(entries):
        raise NkreaderError("none of these can be read (nkreader list says why)")
    tell_of_unread(unread, len(entries))


def _object(each: Proposed) -> dict[str, object]:
    return {
        "path": each.path,
        "source": each.source,
        "start": each.span.start,
        "end": each.span.end,
        "quote": each.quote,
        "label": each.label,
        "cue": each.cue,
        "words": each.words or None,
        "score": each.score,
    }


def _row(each: Proposed) -> tuple[str, ...]:
    place = f"{each.span.start}:{each.span.end}"
    return (each.path, place, each.label, each.cue, f"{each.score:.2f}", each.text)


COMMAND = Command(
    name="suggest",
    summary="what might be tagged, by words that signal a label; nothing is saved",
    details=(
        "A proposal for each sentence that seems to be a claim, denial, evidence or\n"
        "speculation: its place, the label, the cue that speaks for it most (statement: none but\n"
        "that it states something), and a score from 0 to 1, in the reader how sure it is.\n"
        "The cues are lists of words; [cues] in nkreader.toml adds to them, changes and mutes\n"
        "them; --cues shows them. One that you mostly reject is muted by itself, and told of\n"
        "here. Where stdout is no terminal, fields stand between tabs: path, place, label,\n"
        "cue, score, passage."
    ),
    examples=(
        "nkreader suggest seeds/captions-panel.txt",
        "nkreader suggest seeds --json",
        "nkreader suggest --cues",
    ),
    options=_options,
    run=_run,
)
