"""The one kind of error that is meant for the user's eyes."""


class NkreaderError(Exception):
    """Say in one line what happened, where, and what to do.

    Raised where the fact is known; caught by the command line and by the screen.
    """
