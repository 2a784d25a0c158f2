"""The document root: what is laid out, what is refused, and how a launched target is told of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.command import SUBCOMMANDS, main
from conformance.harness.case.material import BadMaterial
from conformance.harness.targets.launch import Launcher
from conformance.harness.targets.protocols import materials
from conformance.http.docroot import DocRoot, lay_out
from tests.kit.tree import ROOT

CASE = "conformance/http/rfc3986/test_02_4_when_to_encode_or_decode.py"
REFERENCE = f"{sys.executable} -m reference_impls http --port {{port}} --root {{docroot}}"


def test_the_secret_lies_in_every_file_outside_and_in_none_inside(tmp_path: Path) -> None:
    lay_out(tmp_path / "new" / "base")
    tree = DocRoot.at(str(tmp_path / "new" / "base"))
    files = [path for path in tree.base.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(tree.secret) > 32
    for file in files:
        assert (tree.secret in file.read_bytes()) is (tree.root not in file.parents), file
    assert tree.outside("secret.txt") == [tree.base / "secret.txt", tree.base / "root-secret" / "secret.txt"]


def test_no_two_trees_are_alike(tmp_path: Path) -> None:
    for name in ("one", "two"):
        lay_out(tmp_path / name)
    one, two = DocRoot(tmp_path / "one"), DocRoot(tmp_path / "two")
    assert one.secret != two.secret
    assert one.content("file.txt") != two.content("file.txt")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    with pytest.raises(BadMaterial, match=r": not empty$"):
        lay_out(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_command_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "base"
    assert main(["docroot", str(base)]) == 0
    assert capsys.readouterr().out == f"serve {base}/root, and judge with --docroot {base}\n"
    assert main(["docroot", str(base)]) == 4
    assert main(["docroot", "/dev/null/x"]) == 4
    assert capsys.readouterr().err == f"docroot {base}: not empty\ndocroot /dev/null/x: Not a directory\n"


def test_a_command_is_filled_in_word_by_word(tmp_path: Path) -> None:
    launcher = Launcher("x --root={docroot} '{host}:{port}'", "h", 1, tmp_path / "state", {"{docroot}": "/a b/root"})
    assert launcher.command == ["x", "--root=/a b/root", "h:1"]


def test_the_subcommand_of_every_material_lays_it_out() -> None:
    """The harness names the subcommand where an option names a folder in which nothing was laid out."""
    assert {material.name for material in materials()} <= SUBCOMMANDS.keys()


def test_the_harness_knows_no_document_root() -> None:
    files = (ROOT / "conformance" / "harness").rglob("*.py")
    assert [file.name for file in files if "docroot" in file.read_text(encoding="utf-8").lower()] == []


@pytest.mark.parametrize(
    ("given", "workers"),
    [(False, []), (True, []), (False, ["-n", "2"])],
    ids=["laid-out", "given", "laid-out-workers"],
)
def test_a_launched_target_serves_a_known_root(tmp_path: Path, given: bool, workers: list[str]) -> None:
    base, out = tmp_path / "a base", tmp_path / "out"
    lay_out(base)
    before = {path: path.stat().st_mtime_ns for path in base.rglob("*")}
    command = [sys.executable, "-m", "pytest", CASE, "-p", "no:cacheprovider", "--launch", REFERENCE, "--out", str(out)]
    command += [*workers, *(["--docroot", str(base)] if given else [])]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stdout
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()][1:-1]
    assert {row["verdict"] for row in rows} == {"conforms"}
    assert not (out / ".run").exists()
    assert {path: path.stat().st_mtime_ns for path in base.rglob("*")} == before


def test_a_root_that_the_target_does_not_serve_is_one_line(tmp_path: Path) -> None:
    lay_out(tmp_path / "base")
    command = [sys.executable, "-m", "pytest", CASE, "-p", "no:cacheprovider", "--out", str(tmp_path / "out")]
    command += ["--docroot", str(tmp_path / "base"), "--launch", REFERENCE.partition(" --root")[0]]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 4
    line = f"ERROR: --docroot {tmp_path / 'base'}: http://127.0.0.1:"
    assert next(text for text in ran.stderr.splitlines() if text).startswith(line)
    assert "Traceback" not in ran.stdout + ran.stderr
    assert not (tmp_path / "out" / ".run").exists()
