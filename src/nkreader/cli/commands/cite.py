"""``nkreader cite``: a passage as one would quote it elsewhere."""

import argparse

from nkreader.analysis.citation import citation
from nkreader.cli import json_text, streams
from nkreader.cli.command import Command
from nkreader.cli.opening import only_source, sources_for
from nkreader.cli.options import add_json, add_passage, path
from nkreader.session.annotating.quoted import passage


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=path, help="the source, a file")
    add_passage(parser, required=True)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with sources_for(arguments, [arguments.path]) as session:
        opened = only_source(session)
        span = arguments.span or passage(opened, arguments.quote)
        opened.demand(span)
        told = citation(opened.source, opened.path, span)
    if arguments.json:
        place = {"path": opened.path, "start": span.start, "end": span.end}
        json_text.print_object(place | {"citation": told})
    else:
        streams.write(f"{told}\n")


COMMAND = Command(
    name="cite",
    summary="a passage with its source, as the reader copies it",
    details=(
        "One line: the words between quotation marks, then title, publisher, date and address as\n"
        "far as they are known, the file and the place in it. A quote is looked for as tag does."
    ),
    examples=(
        'nkreader cite seeds/article-deterrence.txt --quote "Rajin has three piers"',
        "nkreader cite seeds/article-deterrence.txt --span 0:52 --json",
    ),
    options=_options,
    run=_run,
)
