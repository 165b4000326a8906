"""Where things are found, and which of several settings rules."""

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from nkreader.model.errors import NkreaderError
from nkreader.session.library import open_library
from nkreader.session.samples import sample_sources
from nkreader.session.settings import read_settings
from nkreader.session.workspace import locate


def _home(tmp_path: Path) -> dict[str, str]:
    return {"HOME": str(tmp_path / "home"), "LOGNAME": "ann"}


def test_a_workspace_is_found_upwards(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    found = locate(cwd=deep, environ=_home(tmp_path))
    assert found.root == tmp_path
    assert found.annotations == tmp_path / "annotations"
    assert found.annotator == "ann"
    assert found.relative(tmp_path / "seeds" / "x.txt") == "seeds/x.txt"
    assert found.relative(Path("/elsewhere/x.txt")) == "/elsewhere/x.txt"
    assert found.relative(Path(f"{tmp_path}-too/x.txt")) == f"{tmp_path}-too/x.txt"
    assert found.relative(tmp_path / "seeds" / "..") == "."
    assert replace(found, root=Path("/")).relative(Path("/x.txt")) == "x.txt"


def test_settings_make_a_workspace_too(tmp_path: Path) -> None:
    (tmp_path / "nkreader.toml").write_text("", encoding="utf-8")
    assert locate(cwd=tmp_path, environ=_home(tmp_path)).root == tmp_path


def test_what_is_named_rules_over_environment_over_workspace(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    env = _home(tmp_path) | {"NKREADER_ANNOTATIONS": str(tmp_path / "env")}
    named = locate(cwd=tmp_path, environ=env, annotations=tmp_path / "named", annotator="bob")
    assert (named.annotations, named.annotator) == (tmp_path / "named", "bob")
    assert locate(cwd=tmp_path, environ=env).annotations == tmp_path / "env"


def test_without_a_workspace_the_data_folder_serves(tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    home = _home(tmp_path)
    expected = tmp_path / "home" / ".local/share/nkreader/annotations"
    assert locate(cwd=alone, environ=home).annotations == expected
    relative = home | {"XDG_DATA_HOME": "not/absolute"}
    assert locate(cwd=alone, environ=relative).annotations == expected
    elsewhere = home | {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert (
        locate(cwd=alone, environ=elsewhere).annotations == tmp_path / "data/nkreader/annotations"
    )


def test_sources_are_those_named_else_the_workspaces_else_the_samples(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "one.txt").write_text("One.", encoding="utf-8")
    place = locate(cwd=tmp_path, environ=_home(tmp_path))
    assert [each.name for each in open_library(place, [tmp_path / "one.txt"]).entries] == [
        "one.txt"
    ]
    samples = open_library(place, [])
    assert samples.samples
    assert {each.path.parent for each in samples.entries} == {sample_sources()}
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "own.txt").write_text("Own.", encoding="utf-8")
    own = open_library(place, [])
    assert [each.name for each in own.entries] == ["seeds/own.txt"]
    assert not own.samples
    with pytest.raises(NkreaderError, match="gone"):
        open_library(place, [tmp_path / "gone"])


def test_the_workspaces_settings_rule_over_the_users(tmp_path: Path) -> None:
    user, own = tmp_path / "user.toml", tmp_path / "own.toml"
    user.write_text(
        'theme = "light"\ndriver = "plain"\n[keys]\n"a" = "x"\n"b" = "y"\n', encoding="utf-8"
    )
    own.write_text(
        'theme = "dark"\n[keys]\n"a" = "z"\n[[entity]]\nname = "Hanbit"\ntype = "ORG"\n',
        encoding="utf-8",
    )
    found = read_settings([user, own, tmp_path / "none.toml"])
    assert (found.theme, dict(found.keys)) == ("dark", {"a": "z", "b": "y"})
    assert found.driver == "plain"
    assert [each.name for each in found.entities] == ["Hanbit"]
    assert found.notices == ()


@pytest.mark.parametrize(
    "text",
    [
        "theme = 'pink'",
        "theme = 7",
        "driver = 'fast'",
        "colour = 3",
        "keys = 3",
        "[keys]\na = 1",
        "no toml at all",
        "[[entity]]\ntype = 'ORG'",
        "a = " + "[" * 5000,
        "x = '\x1b]52;c;QQ==\x07'",
    ],
)
def test_bad_settings_are_one_clear_line_and_left_out(tmp_path: Path, text: str) -> None:
    file = tmp_path / "nkreader.toml"
    file.write_text(text, encoding="utf-8")
    found = read_settings([file])
    assert len(found.notices) == 1
    assert str(file) in found.notices[0]
    assert "\n" not in found.notices[0]
    assert "\x1b" not in found.notices[0]


def test_settings_that_nobody_may_look_at_are_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, locked = tmp_path / "nkreader.toml", tmp_path / "locked" / "nkreader.toml"
    own.write_text('theme = "dark"', encoding="utf-8")
    look = Path.stat

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == locked:  # to root, who may look anywhere, nothing else would refuse
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    notice = f"{locked} cannot be looked at: permission denied; it is left out"
    assert read_settings([locked]).notices == (notice,)
    found = read_settings([locked, own])
    assert (found.theme, found.files, found.notices) == ("dark", (own,), (notice,))
