"""Finds calls that would take a foreign text for markup, or act on it.

Reads syntax trees; runs nothing. Textual and Rich parse square brackets of most strings
that they are given: ``[@click=app.quit]`` then quits when it is clicked, ``[/nope]`` ends the
program. Literals are the program's own words; everything else must come as ``Content`` or
``Text``, which are not parsed, or with ``markup=False``.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple, TypeGuard


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What is parsed of a call: positions (None: all of them) and keywords.
_Parsed = tuple[tuple[int, ...] | None, tuple[str, ...]]

_FIRST: _Parsed = ((0,), ("content", "label", "prompt", "message", "title", "tooltip"))
_ALL: _Parsed = (None, ("label", "prompt", "tooltip"))

# By the name of the class or function, whatever module it is taken from.
CALLS: dict[str, _Parsed] = {
    **dict.fromkeys(("Static", "Label", "Button", "Checkbox", "RadioButton", "Option"), _FIRST),
    **dict.fromkeys(("Selection", "Tree", "Tab", "TabPane", "Placeholder", "Tooltip"), _FIRST),
    **dict.fromkeys(("RadioSet", "OptionList", "SelectionList", "Select", "Tabs"), _ALL),
    **dict.fromkeys(("TabbedContent", "Hit", "DiscoveryHit"), _ALL),
    "SystemCommand": ((0, 1), ("title", "help")),
    "Collapsible": ((), ("title",)),
    "TextArea": ((), ("placeholder",)),
    "Binding": ((2,), ("description", "tooltip")),
}
# By the name of the method, in files that import widgets: others have methods of these names.
METHODS: dict[str, _Parsed] = {
    **dict.fromkeys(("notify", "panic", "add_leaf", "add_option", "add_options"), _ALL),
    **dict.fromkeys(("add_column", "add_columns", "add_row", "add_rows"), _ALL),
    **dict.fromkeys(("update_cell", "update_cell_at", "set_options", "add_tab"), _ALL),
    **dict.fromkeys(("set_label", "replace_option_prompt", "add_json"), _ALL),
    **dict.fromkeys(("add", "update"), _FIRST),
}
# Everywhere, for there is no other meaning to them.
_UNMISTAKABLE = frozenset(("notify", "panic", "add_option", "add_options", "add_leaf"))
ATTRIBUTES = frozenset(("border_title", "border_subtitle", "tooltip"))
ATTRIBUTES_OF_CLASSES = frozenset(("BORDER_TITLE", "BORDER_SUBTITLE"))

# At the end of a line: what is parsed there is no foreign text, though it is no literal.
WAIVER = "# own words"

# What nothing here has a use for: it parses, runs, opens or connects.
FORBIDDEN_CALLS = _words(
    """
    from_markup render_markup from_ansi render_str open_url action_link eval exec literal_eval
    __import__ popen getoutput getstatusoutput create_subprocess_shell deliver_text
    deliver_binary
    """
)
FORBIDDEN_MODULES = _words(
    """
    textual.markup rich.markup rich.prompt pickle marshal shelve dill yaml code webbrowser socket
    ssl socketserver http.client http.server urllib.request ftplib smtplib telnetlib imaplib
    poplib xmlrpc requests httpx aiohttp urllib3
    """
)
FORBIDDEN_PAIRS = frozenset((("os", "system"), ("rich", "print"), ("asyncio", "open_connection")))
# Keywords that must not be given, or only so.
_NEVER = frozenset(("link", "meta"))
_HANDING_ON = frozenset(("map", "partial", "starmap"))
_NOT_PARSED = frozenset(("Content", "Text"))
_PUT_TOGETHER = "assemble"


class Fault(NamedTuple):
    """A line of a file, and what is wrong in it."""

    line: int
    what: str


def faults_of(source: str) -> list[Fault]:
    """Return what is wrong with a Python file, in order."""
    lines = source.splitlines()
    found = set(_Lint(ast.parse(source)).faults())
    return sorted(fault for fault in found if not lines[fault.line - 1].endswith(WAIVER))


class _Lint:
    """One file: its names for what is parsed, and whether it has to do with widgets."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._names: dict[str, str] = {}
        self._has_widgets = False
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                self._has_widgets |= "widget" in (node.module or "")
                self._names |= {
                    alias.asname or alias.name: alias.name
                    for alias in node.names
                    if alias.name in CALLS
                }
            elif isinstance(node, ast.Import):
                self._has_widgets |= any(alias.name.startswith("textual") for alias in node.names)

    def faults(self) -> Iterator[Fault]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                yield from self._of_call(node)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                yield from _of_import(node)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield from _of_assignment(node)
                if node.value and self._parsing(node.value):
                    yield Fault(node.lineno, "another name for what is parsed")
            elif isinstance(node, ast.ClassDef):
                yield from self._of_class(node)
            elif isinstance(node, ast.Constant) and "@click" in str(node.value):
                yield Fault(node.lineno, "markup that acts when it is clicked")

    def _of_call(self, call: ast.Call) -> Iterator[Fault]:
        name = _last_name(call.func)
        owner = _last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        if name in FORBIDDEN_CALLS or (owner, name) in FORBIDDEN_PAIRS:
            yield Fault(call.lineno, f"{name} is not to be called")
        if name == "compile" and owner != "re":
            yield Fault(call.lineno, "compile is not to be called")
        if name == "Console" and not _is_off(call, "markup"):
            yield Fault(call.lineno, "a Console without markup=False")
        if name in _HANDING_ON and any(map(self._parsing, call.args)):
            yield Fault(call.lineno, f"{name} hides what is parsed")
        for keyword in call.keywords:
            if keyword.arg == "shell" or (keyword.arg == "markup" and not _is_off(call, "markup")):
                yield Fault(call.lineno, f"{keyword.arg} is only to be False")
            if keyword.arg in _NEVER and name == "Style":
                yield Fault(call.lineno, f"a style with a {keyword.arg}")
        parsed = CALLS.get(self._parsing(call.func)) or self._method(call, name)
        if parsed and not _is_off(call, "markup"):
            yield from _of_arguments(call, name, parsed)

    def _method(self, call: ast.Call, name: str) -> _Parsed | None:
        if not isinstance(call.func, ast.Attribute) or name not in METHODS:
            return None
        return METHODS[name] if self._has_widgets or name in _UNMISTAKABLE else None

    def _of_class(self, node: ast.ClassDef) -> Iterator[Fault]:
        base = self._parsing_base(node)
        if base and not _has_init(node):
            yield Fault(node.lineno, f"a {base} that does not say how it takes its text")
        for inner in ast.walk(node):
            if base and _is_super_init(inner) and not _is_off(inner, "markup"):
                yield from _of_arguments(inner, base, CALLS[base])
            if isinstance(inner, ast.FunctionDef) and inner.name == "render":
                for returned in ast.walk(inner):
                    if isinstance(returned, ast.Return) and not _is_safe(returned.value):
                        yield Fault(returned.lineno, "render returns what may be parsed")

    def _parsing_base(self, node: ast.ClassDef) -> str:
        return next(filter(None, map(self._parsing, node.bases)), "")

    def _parsing(self, name: ast.expr) -> str:
        """Return which of ``CALLS`` an expression names, if one: its own name for it may differ."""
        if isinstance(name, ast.Subscript):
            name = name.value
        if isinstance(name, ast.Attribute):
            return name.attr if name.attr in CALLS else ""
        return self._names.get(name.id, "") if isinstance(name, ast.Name) else ""


def _of_arguments(call: ast.Call, name: str, parsed: _Parsed) -> Iterator[Fault]:
    positions, keywords = parsed
    for at, argument in enumerate(call.args):
        starred = isinstance(argument, ast.Starred)
        if (positions is None or at in positions or starred) and not _is_safe(argument):
            yield Fault(call.lineno, f"{name} parses {ast.unparse(argument)}")
    for keyword in call.keywords:
        if (keyword.arg is None or keyword.arg in keywords) and not _is_safe(keyword.value):
            yield Fault(call.lineno, f"{name} parses {ast.unparse(keyword.value)}")


def _of_import(node: ast.Import | ast.ImportFrom) -> Iterator[Fault]:
    names = [alias.name for alias in node.names]
    modules = names
    if isinstance(node, ast.ImportFrom):
        modules = [node.module or "", *(f"{node.module}.{name}" for name in names)]
        for name in names:
            if (node.module, name) in FORBIDDEN_PAIRS or name in FORBIDDEN_CALLS:
                yield Fault(node.lineno, f"{name} is not to be imported")
    for module in modules:
        if module in FORBIDDEN_MODULES or module.partition(".")[0] in FORBIDDEN_MODULES:
            yield Fault(node.lineno, f"{module} is not to be imported")


def _of_assignment(node: ast.Assign | ast.AnnAssign) -> Iterator[Fault]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        parsed = ATTRIBUTES if isinstance(target, ast.Attribute) else ATTRIBUTES_OF_CLASSES
        name = _last_name(target)
        if name in parsed and not _is_safe(node.value):
            yield Fault(node.lineno, f"{name} is parsed")


def _is_safe(value: ast.expr | None) -> bool:
    """Tell whether a value is the program's own words, or of a kind that is not parsed."""
    if value is None or isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Call):
        made = value.func
        if isinstance(made, ast.Attribute) and made.attr == _PUT_TOGETHER:
            made = made.value
        return isinstance(made, ast.Name) and made.id in _NOT_PARSED
    if isinstance(value, ast.IfExp):
        return _is_safe(value.body) and _is_safe(value.orelse)
    if isinstance(value, ast.Tuple | ast.List):
        return all(map(_is_safe, value.elts))
    return False


def _is_off(call: ast.Call, name: str) -> bool:
    return any(
        keyword.arg == name
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is False
        for keyword in call.keywords
    )


def _is_super_init(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and _last_name(node.func) == "__init__"
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Call)
        and _last_name(node.func.value.func) == "super"
    )


def _has_init(node: ast.ClassDef) -> bool:
    return any(isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
