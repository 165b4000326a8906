"""``nkreader tag``: one annotation, headless."""

import argparse

from nkreader.cli import json_text, streams
from nkreader.cli.changing import print_annotation
from nkreader.cli.command import Command
from nkreader.cli.opening import only_source, session_for
from nkreader.cli.options import add_details, add_json, add_passage, one_of, path
from nkreader.model.annotation import Label
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.annotate import NO_DETAILS, Details, annotate
from nkreader.session.opened import Opened
from nkreader.session.passage import passage


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=path, nargs="?", help="the source, a file")
    parser.add_argument(
        "--label", metavar="LABEL", type=one_of(Label, "label"), help=", ".join(Label)
    )
    add_passage(parser, required=False)
    add_details(parser)
    parser.add_argument(
        "--batch", action="store_true", help="tag what the lines of stdin ask for, each JSON"
    )
    parser.add_argument(
        "--attribute", action="store_true",
        help="take what is proposed for speaker, via and outlet where they are not given",
    )  # fmt: skip
    add_json(parser)
    parser.set_defaults(refuse=parser.error)


def _run(arguments: argparse.Namespace) -> None:
    named = (arguments.path, arguments.label, arguments.quote, arguments.span)
    if arguments.batch:
        besides = arguments.attribute or _details(arguments) != NO_DETAILS
        if besides or any(each is not None for each in named):
            arguments.refuse("--batch takes what is to be tagged from stdin, nothing besides")
        _tag_lines(arguments)
    elif arguments.path is None or arguments.label is None:
        arguments.refuse("PATH and --label are needed")
    elif arguments.quote is None and arguments.span is None:
        arguments.refuse("one of the arguments --quote --span is required")
    else:
        _tag(arguments)


def _tag(arguments: argparse.Namespace) -> None:
    with session_for(arguments, [arguments.path], write=True) as session:
        opened = only_source(session)
        span = arguments.span or passage(opened, arguments.quote)
        details = _details(arguments)
        if arguments.attribute:
            details = _attributed(details, opened, span)
        annotation = annotate(session, opened, span, arguments.label, details)
        print_annotation(arguments, session, annotation)


def _tag_lines(arguments: argparse.Namespace) -> None:
    from nkreader.cli.batch import tag_all

    bad = total = 0
    with session_for(arguments, write=True) as session:
        for answer in tag_all(session, streams.standard_input()):
            json_text.print_line(answer)
            total += 1
            bad += "error" in answer
    if bad:
        raise NkreaderError(f"{bad} of {total} lines were not tagged")


def _details(arguments: argparse.Namespace) -> Details:
    return Details(
        speaker=arguments.speaker or None,
        via=arguments.via or None,
        outlet=arguments.outlet or None,
        about=arguments.about or None,
        certainty=arguments.certainty,
        note=arguments.note or None,
        tags=tuple(dict.fromkeys(tag for tag in arguments.tag or () if tag)),
    )


def _attributed(details: Details, opened: Opened, span: Span) -> Details:
    from nkreader.session.attribute import filled
    from nkreader.session.proposing import proposals

    return filled(details, proposals(opened, span))


COMMAND = Command(
    name="tag",
    summary="tag a passage, and print the annotation's id",
    details=(
        "A quote is looked for as it is written, else without regard to case, hyphens and\n"
        "white space. One that stands more than once is refused, with its places.\n\n"
        "With --batch each line of stdin is a JSON object: path, label, quote (or start and\n"
        "end), and as wanted speaker, via, outlet, about, certainty, note, tags (a list) and\n"
        "links (a list of relation with target, an id). Each is answered by a line of JSON\n"
        "once it is on disk: its number with the id, or with the error; a bad line stops\n"
        "nothing, the exit code is 1 then. Lines on one source are fastest together. As in:\n\n"
        '  {"path": "seeds/a.txt", "label": "claim", "quote": "Rajin has three piers"}'
    ),
    examples=(
        "nkreader tag seeds/article-deterrence.txt --label evidence"
        ' --quote "a Russian ship, the Angara" --speaker Washington --certainty medium',
        "nkreader tag seeds/article-deterrence.txt --label claim --span 0:52 --attribute --json",
    ),
    options=_options,
    run=_run,
)
