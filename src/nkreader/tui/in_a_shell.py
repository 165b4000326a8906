"""What is done in a shell and has no key: told to who looks for it in the palette."""

IN_A_SHELL = (
    ("Export annotations", "nkreader export --output tagged.json"),
    ("Import annotations", "nkreader import tagged.json"),
    ("Check the database, its history and backups", "nkreader check"),
    ("Verify where annotations stand in today's text", "nkreader verify"),
    ("Log of all changes", "nkreader log"),
    ("Doctor: terminal, clipboard, paths, locks", "nkreader doctor"),
)
"""What one looks for, and the command that does it."""


def told(command: str) -> str:
    """Return what is said in place of doing it."""
    return f"in a shell: {command} · --help tells more"
