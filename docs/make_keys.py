"""Write the table of keys, from the bindings themselves.

Run by ``make docs``; a test fails when the table is stale.
"""

from pathlib import Path

from nkreader.tui.help_sections import FURTHER, sectioned
from nkreader.tui.key_names import key_name
from nkreader.tui.remappable import remappable

TARGET = Path(__file__).with_name("keys.md")
_HEAD = """# Keys

Made by `make docs` from the program itself. The name in the last column is what
`nkreader.toml` calls the action, in its `[keys]` table:

```toml
[keys]
"label.claim" = "z"
```
"""


def table() -> str:
    """Return the document."""
    out = [_HEAD]
    bindings = {binding.id: binding for _, binding in remappable()}
    for title, here in sectioned((name or "", each) for name, each in bindings.items()):
        rows = [
            f"| {_keys(binding.key)} | {binding.description} | `{binding.id}` |"
            for binding in here
            if binding.description
        ]
        out += [f"\n## {title}\n", "| key | does | name |", "|---|---|---|", *rows]
    out += ["\n## Besides\n", "| | |", "|---|---|"]
    out += [f"| {keys} | {description} |" for keys, description in FURTHER]
    return "\n".join(out) + "\n"


def _keys(keys: str) -> str:
    return " ".join(f"`{key_name(key)}`" for key in keys.split(","))


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
