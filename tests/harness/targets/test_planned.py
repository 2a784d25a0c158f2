"""The targets of a run as its options name them, and what happens where one of several does not start."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.net.url import Url
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.planned import planned_targets
from tests.harness.targets.test_discovery import settings
from tests.kit.tree import Tree, launch

ONE, TWO = Url("http", "a", 1), Url("http", "b", 1)
FALLS = f"{sys.executable} -c 'print(\"no module {{port}}\"); raise SystemExit(3)'"


@pytest.mark.parametrize(
    ("options", "names", "titles"),
    [
        ({"urls": (ONE,)}, ["a:1"], ["a:1"]),
        ({"urls": (ONE, TWO), "name": ("old", "new one")}, ["old", "new one"], ["old", "new one"]),
        ({"urls": (ONE, ONE)}, ["a:1-1", "a:1-2"], ["a:1-1", "a:1-2"]),
        ({"launch": ("./a {port}",)}, ["launched"], ["./a {port}"]),
        ({"launch": ("./a", "./b")}, ["launched-1", "launched-2"], ["./a", "./b"]),
        ({"launch": ("./a", "./a")}, ["launched-1", "launched-2"], ["./a-1", "./a-2"]),
        ({"launch": ("./a", "./b"), "name": ("ada", "bob")}, ["ada", "bob"], ["ada", "bob"]),
    ],
)
def test_a_target_is_called_by_its_name_its_command_or_its_address(
    tmp_path: Path, options: dict[str, Any], names: list[str], titles: list[str]
) -> None:
    planned = planned_targets(replace(settings(tmp_path, "http"), **options))
    assert [one.name for one in planned] == names
    assert [one.title for one in planned] == titles


def test_each_command_has_its_address(tmp_path: Path) -> None:
    planned = planned_targets(replace(settings(tmp_path, "http"), launch=("./a", "./b"), urls=(ONE, TWO)))
    assert [(one.command, one.url) for one in planned] == [("./a", ONE), ("./b", TWO)]


def test_targets_are_not_opened_if_none_of_several_starts(tmp_path: Path) -> None:
    targets = Targets(replace(settings(tmp_path, "http"), launch=(FALLS, FALLS)), tmp_path)
    with (
        contextlib.closing(targets),
        pytest.raises(
            CannotLaunch, match=r"exit status 3; its output ends:\n  no module \d+\n--launch: .*exit status 3"
        ),
    ):
        targets.open()


def test_one_of_several_servers_that_does_not_start_is_reported_with_its_output(tree: Tree, tmp_path: Path) -> None:
    case = "conformance/http/rfc9999/test_1_words.py::test_a_plain_get_is_answered"
    ran = tree.pytest(case, *launch("serve"), *launch("exits"), "--name=well", "--name=ill", out=tmp_path)
    assert ran.status == 6
    assert "target: ill cannot be judged: --launch: " in ran.text
    well, ill = ran.run["targets"]
    assert (well["title"], well["error"]) == ("well", "")
    assert "exit status 7; its output ends:\n  starting to \\x1b[31mfall" in ill["error"]
    assert [row["case"] for row in ran.rows] == [f"{case}[well]"]
    assert "starting to \\x1b[31mfall" in (tmp_path / "index.html").read_text(encoding="utf-8")
