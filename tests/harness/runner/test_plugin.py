"""The plugin in runs that are not its own, and what it says to those who write cases."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.servers import Server
from tests.kit.tree import ROOT, WORDS, Runs, Tree

pytest_plugins = ["pytester"]

OTHERS = """
import pytest

def pytest_addoption(parser):
    parser.addoption("--target", default="mine")
    parser.addoption("--profile", action="store_true")

@pytest.fixture
def target(pytestconfig):
    return pytestconfig.getoption("--target")
"""


def test_another_project_does_not_notice(pytester: pytest.Pytester) -> None:
    """It may have options and fixtures of the same names; nothing is written."""
    pytester.makeconftest(OTHERS)
    pytester.makepyfile("def test_it(target): assert target == 'theirs'")
    result = pytester.runpytest_subprocess("--target=theirs", "-p", "no:cacheprovider", "-W", "error")
    result.assert_outcomes(passed=1)
    assert not (pytester.path / "reports").exists()


def test_a_project_without_options_of_its_own_does_not_notice_either(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(): pass")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--strict-markers", "-W", "error")
    result.assert_outcomes(passed=1)
    names = {path.name for path in pytester.path.iterdir() if not path.name.startswith(("test_", "runpytest-"))}
    assert names <= {"__pycache__", "stdout", "stderr"}


def test_importing_the_plugin_is_cheap() -> None:
    """Every run of pytest in the environment pays for it."""
    command = [sys.executable, "-X", "importtime", "-c", "import pytest; import conformance.harness.runner.plugin"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "conformance.harness.runner.plugin" in imported
    heavy = {"scapy", "hypothesis", "allure", "ssl", "xdist", "jinja2", "platformdirs"}
    heavy |= {"conformance.harness.runner.run", "conformance.http.peer"}
    assert not heavy & imported


NO_REQUIREMENT = "def test_it(http): pass\n"
STRANGE_PEER = """
from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN_GET

@verifies(PLAIN_GET)
def test_it(http, tmp_path, monkeypatch): pass
"""


MUCH = """
import random

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@verifies(PLAIN_GET)
def test_much_is_compared(http):
    http.answer(PLAIN)
    octets = random.Random(1).randbytes(1 << 20)
    assert octets == octets[::-1]
"""
HEAVY = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@pytest.mark.heavy
@verifies(PLAIN_GET)
def test_heavy(http):
    assert http.answer(PLAIN).status == 204

@verifies(PLAIN_GET)
def test_light(http):
    assert http.answer(PLAIN).status == 200
"""

CONNECTIONS = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN_GET

ROWS = [64, 65, *(pytest.param(count, marks=pytest.mark.connections(70)) for count in (70, 71))]

@verifies(PLAIN_GET)
@pytest.mark.parametrize("count", ROWS)
def test_opens(http, count):
    for _ in range(count):
        http.attempt.connect()
"""
MISMARKED = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN_GET

@verifies(PLAIN_GET)
@pytest.mark.connections("many")
def test_it(http): pass
"""

STATED_AGAIN = """
from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN_GET
from conformance.model import SERVER, Document

section = Document(9999, "Doing as Told", protocol="Other").section("1", "Words")
PLAIN_GET_TOO = section.must("plain-get", role=SERVER, text="Answer a plain GET.")

@verifies(PLAIN_GET_TOO)
def test_it(http): pass
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A judge with a section file for each mistake of its author."""
    tree = Tree(tmp_path_factory.mktemp("odd"))
    (tree.add_folder("rfc9989") / "test_1_no_requirement.py").write_text(NO_REQUIREMENT, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9988") / "test_1_strange_peer.py").write_text(STRANGE_PEER, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9995") / "test_1_much.py").write_text(MUCH, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9994") / "test_1_heavy.py").write_text(HEAVY, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9993") / "test_1_connections.py").write_text(CONNECTIONS, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9991") / "test_1_stated_again.py").write_text(STATED_AGAIN, encoding="utf-8", newline="\n")
    (tree.add_folder("rfc9992") / "test_1_mismarked.py").write_text(MISMARKED, encoding="utf-8", newline="\n")
    return tree


@pytest.fixture(scope="module")
def runs(odd: Tree, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    commands = {
        "no requirement": ["conformance/http/rfc9989", f"--target={server.url}"],
        "no requirement, collected": ["conformance/http/rfc9989", "--collect-only", "--target=127.0.0.1:1"],
        "strange peer": ["conformance/http/rfc9988", f"--target={server.url}"],
        "judged": [
            *(f"conformance/http/rfc{number}" for number in (9993, 9994, 9995)),
            "-vv",
            f"--target={server.url}",
        ],
        "thorough": ["conformance/http/rfc9994", "--thorough", f"--target={server.url}"],
        "mismarked": ["conformance/http/rfc9992", f"--target={server.url}"],
        "mismarked, collected": ["conformance/http/rfc9992", "--collect-only", "--target=127.0.0.1:1"],
        "stated again": ["conformance/http/rfc9991", f"--target={server.url}"],
        "strange peer, collected": ["conformance/http/rfc9988", "--collect-only", "--target=127.0.0.1:1"],
    }
    with contextlib.closing(Runs(odd, tmp_path_factory.mktemp("oddly"), commands)) as runs:
        yield runs


@pytest.mark.parametrize("how", ["no requirement", "no requirement, collected"])
def test_a_case_that_verifies_nothing_is_an_error_of_collection(runs: Runs, how: str) -> None:
    ran = runs[how]
    assert ran.status == 4
    assert "ERROR: conformance/http/rfc9989/test_1_no_requirement.py::test_it verifies no requirement" in ran.text
    assert "Traceback" not in ran.text


@pytest.mark.parametrize("how", ["strange peer", "strange peer, collected"])
def test_a_case_that_asks_for_a_fixture_is_an_error_of_collection(runs: Runs, how: str) -> None:
    ran = runs[how]
    assert ran.status == 4
    place = "conformance/http/rfc9988/test_1_strange_peer.py::test_it"
    assert f"ERROR: {place}: asks for tmp_path, monkeypatch, which the harness does not make" in ran.text
    assert "Traceback" not in ran.text


def test_the_installed_package_is_run_from_anywhere(tree: Tree, tmp_path: Path, server: Server) -> None:
    arguments = ["--pyargs", "conformance", f"--target={server.url}", "-k", "plain"]
    collected = tree.pytest(*arguments, "--collect-only", "-q", out=tmp_path / "out", cwd=tmp_path)
    assert collected.status == 0, collected.text
    assert "test_1_words.py::test_a_plain_get_is_answered" in collected.text
    ran = tree.pytest(*arguments, out=tmp_path / "out", cwd=tmp_path)
    assert (ran.status, list(ran.verdicts.values())) == (0, ["conforms"])


def test_the_judge_is_not_run_beside_other_tests(tree: Tree, out: Path) -> None:
    """In a run of the judge everything is a case."""
    ran = tree.pytest(WORDS, str(ROOT / "tests" / "test_text.py"), "--collect-only", out=out)
    assert ran.status == 4
    assert "verifies no requirement" in ran.text


def test_a_comparison_of_much_is_not_explained(runs: Runs) -> None:
    """At -vv, and under CI, pytest would explain it without bounds, and a target could hold up the run for hours."""
    row = runs["judged"].row("test_much_is_compared")
    assert (row["verdict"], row["asserted"]) == ("violates", "assert octets == octets[::-1]")


def test_heavy_rows_run_only_when_asked_for(runs: Runs) -> None:
    assert runs["judged"].verdicts["test_light"] == "conforms"
    assert "test_heavy" not in runs["judged"].verdicts
    assert runs["thorough"].verdicts == {"test_heavy": "violates", "test_light": "conforms"}
    assert "--thorough" in runs["thorough"].row("test_heavy")["repeat"]["pytest"]
    assert "--thorough" not in runs["thorough"].row("test_light")["repeat"]["pytest"]


def test_a_case_opens_as_many_connections_as_its_mark_says(runs: Runs) -> None:
    verdicts = {"64": "conforms", "65": "fault", "70": "conforms", "71": "fault"}
    judged = {name: verdict for name, verdict in runs["judged"].verdicts.items() if name.startswith("test_opens")}
    assert judged == {f"test_opens[{count}]": verdict for count, verdict in verdicts.items()}
    for row, most in (("65", 64), ("71", 70)):
        message = runs["judged"].row(f"test_opens[{row}]")["message"]
        assert f"a case opened more than {most} connections; @pytest.mark.connections" in message


@pytest.mark.parametrize("how", ["mismarked", "mismarked, collected"])
def test_a_mark_without_a_number_of_connections_is_an_error_of_collection(runs: Runs, how: str) -> None:
    ran = runs[how]
    assert ran.status == 4
    place = "conformance/http/rfc9992/test_1_mismarked.py::test_it"
    assert f"ERROR: {place}: the mark connections takes one number, as in connections(500)" in ran.text
    assert "Traceback" not in ran.text


def test_an_id_that_is_stated_twice_is_an_error_of_collection(runs: Runs) -> None:
    assert runs["stated again"].status == 2
    assert "ValueError: rfc9999/1/plain-get is stated twice: for HTTP/1.1 and for Other" in runs["stated again"].text
