"""``nkreader tag``: one annotation, headless."""

import argparse

from nkreader.cli.changing import print_annotation
from nkreader.cli.command import Command
from nkreader.cli.opening import only_source, session_for
from nkreader.cli.options import add_details, add_json, add_passage, one_of, path
from nkreader.model.annotation import Label
from nkreader.model.span import Span
from nkreader.session.annotate import Details, annotate
from nkreader.session.opened import Opened
from nkreader.session.passage import passage


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=path, help="the source, a file")
    parser.add_argument(
        "--label", required=True, metavar="LABEL",
        type=one_of(Label, "label"), help=", ".join(Label),
    )  # fmt: skip
    add_passage(parser, required=True)
    add_details(parser)
    parser.add_argument(
        "--attribute", action="store_true",
        help="take what is proposed for speaker, via and outlet where they are not given",
    )  # fmt: skip
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, [arguments.path], write=True) as session:
        opened = only_source(session)
        span = arguments.span or passage(opened, arguments.quote)
        details = Details(
            speaker=arguments.speaker or None,
            via=arguments.via or None,
            outlet=arguments.outlet or None,
            about=arguments.about or None,
            certainty=arguments.certainty,
            note=arguments.note or None,
            tags=tuple(dict.fromkeys(tag for tag in arguments.tag or () if tag)),
        )
        if arguments.attribute:
            details = _attributed(details, opened, span)
        annotation = annotate(session, opened, span, arguments.label, details)
        print_annotation(arguments, session, annotation)


def _attributed(details: Details, opened: Opened, span: Span) -> Details:
    from nkreader.session.attribute import filled
    from nkreader.session.proposing import proposals

    return filled(details, proposals(opened, span))


COMMAND = Command(
    name="tag",
    summary="tag a passage, and print the annotation's id",
    details=(
        "A quote is looked for as it is written, else without regard to case, hyphens and\n"
        "white space. One that stands more than once is refused, with its places."
    ),
    examples=(
        "nkreader tag seeds/article-deterrence.txt --label evidence"
        ' --quote "a Russian ship, the Angara" --speaker Washington --certainty medium',
        "nkreader tag seeds/article-deterrence.txt --label claim --span 0:52 --attribute --json",
    ),
    options=_options,
    run=_run,
)
