"""``nkreader entity add``: a name for the user's gazetteer."""

import argparse

from nkreader.cli import json_text, streams
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json
from nkreader.model.entity import EntityType
from nkreader.model.record import entity_to_record
from nkreader.session.name import add_name
from nkreader.text.display import one_line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="add", choices=["add"], help="what to do")
    parser.add_argument("name", metavar="NAME", help="the entity's name, new or known")
    parser.add_argument(
        "--type", metavar="TYPE", type=_type, help="of a new entity: " + ", ".join(EntityType)
    )
    parser.add_argument(
        "--alias", action="append", default=[], metavar="NAME", help="another name of it"
    )
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, write=True) as session:
        entity = add_name(session, arguments.name, arguments.type, tuple(arguments.alias))
        if arguments.json:
            json_text.print_object(entity_to_record(entity))
        else:
            streams.write(f"{one_line(entity.name)}\n")


def _type(text: str) -> EntityType:
    try:
        return EntityType(text.upper())
    except ValueError:
        known = ", ".join(EntityType)
        raise argparse.ArgumentTypeError(f"{text!r} is no type: there are {known}") from None


COMMAND = Command(
    name="entity",
    summary="add an entity, or names of one, to your gazetteer",
    details="All sources are matched with it from then on. Undo takes it back.",
    examples=(
        'nkreader entity add "Harbour Master" --type PERSON --alias "the harbour man"',
        "nkreader entity add Russia --alias Rossiya",
    ),
    options=_options,
    run=_run,
)
