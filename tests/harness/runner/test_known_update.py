"""``--known-update``: what a run found is added to the file, and what the file had stays as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.runner.known import read_known
from conformance.harness.runner.known_update import new_entries
from conformance.model import TO_BE_LOOKED_AT
from tests.kit.servers import Server
from tests.kit.tree import WORDS, Ran, Tree

BEFORE = """# what we know of it
[[known]]
id = "rfc9999/1/serve"   # asked in ticket 12
rows = ["refuse"]
verdict = "violates"
reason = 'as the tests want it'"""


def row(name: str, verdict: str = "violates", id_: str = "rfc1/2/x", known: str = "") -> dict[str, Any]:
    return {"id": id_, "case": f"a.py::{name}", "verdict": verdict, "message": "\x1b[31m200", "known": known}


def added(rows: list[dict[str, Any]], *, whole: bool = True) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads("".join(new_entries(rows, whole=whole))).get("known", [])
    assert all(entry.pop("reason") == TO_BE_LOOKED_AT for entry in entries)
    return entries


ALL_OF_X = {"id": "rfc1/2/x", "verdict": "violates"}


@pytest.mark.parametrize(
    ("rows", "entries"),
    [
        ([row("test_a[1]"), row("test_a[2]")], [ALL_OF_X]),
        ([row("test_a[1]"), row("test_a[2]", "conforms")], [ALL_OF_X | {"cases": ["test_a"], "rows": ["1"]}]),
        ([row("test_a[1]"), row("test_a[2]"), row("test_b", "conforms")], [ALL_OF_X | {"cases": ["test_a"]}]),
        ([row("test_a[[::1]]"), row("test_b", "conforms")], [ALL_OF_X | {"cases": ["test_a"]}]),
        ([row("test_a", known="ticket 1")], []),
        ([row("test_a", "inconclusive"), row("test_b", "not-applicable")], []),
        ([row("test_a", "deviates")], [ALL_OF_X | {"verdict": "deviates"}]),
    ],
    ids=["all", "some rows", "one case", "brackets", "declared", "not judged", "deviates"],
)
def test_what_is_unmet_is_declared(rows: list[dict[str, Any]], entries: list[dict[str, Any]]) -> None:
    assert added(rows) == entries


def test_a_run_of_some_rows_declares_these_alone() -> None:
    odd = 'b"\\\x7f\u00e9['
    entries = added([row("test_a[1]"), row(f"test_a[{odd}]"), row("test_b")], whole=False)
    assert entries == [ALL_OF_X | {"cases": ["test_a"], "rows": ["1", odd]}, ALL_OF_X | {"cases": ["test_b"]}]


@pytest.fixture(scope="module")
def updated(tree: Tree, server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Ran, Path]:
    """A run that updates a file, and one that reads it then."""
    folder = tmp_path_factory.mktemp("updated")
    file = folder / "known.toml"
    file.write_bytes(BEFORE.encode())
    words = [WORDS, f"--target={server.url}", f"--known={file}", "-k", "told and (refuse or close or late)"]
    first = tree.pytest(*words, "--known-update", out=folder / "first")
    return first, tree.pytest(*words, out=folder / "second"), file


def test_the_file_keeps_what_it_had(updated: tuple[Ran, Ran, Path]) -> None:
    text = updated[2].read_text(encoding="utf-8")
    assert text.startswith(BEFORE + "\n")
    declared = read_known(updated[2])
    assert [(sorted(one.rows), one.reason) for one in declared] == [
        (["refuse"], "as the tests want it"),
        (["close"], TO_BE_LOOKED_AT),
    ]


def test_the_run_says_what_it_added_and_the_next_one_passes(updated: tuple[Ran, Ran, Path]) -> None:
    first, second, file = updated
    assert first.status == 1, first.text
    assert f"known: 1 entry was added to {file}: look at each, and write its reason" in first.text
    assert second.status == 0, second.text
    assert "known: 1 rows of 1 requirements are declared, but are still to be looked at" in second.text


def test_a_file_that_is_missing_is_made(tree: Tree, server: Server, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    words = [f"{WORDS}::test_told_to[refuse]", f"--target={server.url}", f"--known={file}", "--known-update"]
    assert tree.pytest(*words, out=out).status == 1
    assert [sorted(one.rows) for one in read_known(file)] == [["refuse"]]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--target=127.0.0.1:1"], "--known-update writes into the file that --known FILE.toml names: give both"),
        (["--known={tmp}/k.toml"], "--known-update needs exactly one target"),
        (
            ["--known={tmp}/k.toml", "--launch={port}", "--launch=other {port}"],
            "--known-update needs exactly one target",
        ),
        (["--known={tmp}/none/k.toml", "--target=127.0.0.1:1"], "there is no folder "),
        (["--known={tmp}/inline.toml", "--target=127.0.0.1:1"], "--known-update cannot add [[known]] tables to it: "),
    ],
)
def test_where_it_cannot_work_it_is_refused(tree: Tree, tmp_path: Path, words: list[str], complaint: str) -> None:
    (tmp_path / "inline.toml").write_text("known = [{id = 'x', verdict = 'violates', reason = 'y'}]", encoding="utf-8")
    filled = [word.replace("{tmp}", str(tmp_path)) for word in words]
    ran = tree.pytest(WORDS, "--known-update", *filled, out=tmp_path / "out")
    assert ran.status == 4, ran.text
    assert complaint in ran.text
