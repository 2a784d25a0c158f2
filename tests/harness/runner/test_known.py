"""Declared deviations: the file, and entries for a part of the judge that the run does not name."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.harness.case.case import Case
from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.runner.known import BadKnownFile, Declared, match, read_known
from conformance.http.protocol import PROTOCOL
from conformance.model import Document, Level, Requirement, Role, Verdict
from tests.kit.engine import plain
from tests.kit.tree import ROOT

ENTRY = '[[known]]\nid = "rfc1/2/x"\nverdict = "violates"\nreason = "because"\n'


def row_of_x(row: str) -> Case:
    """A row of a case that verifies rfc1/2/x."""
    document = Document(1, "X", protocol="x")
    verified = Requirement(document.section("2", "X"), "x", Level.MUST, Role.SERVER, "Do x.", aliases=("rfc1/1/old-x",))
    nowhere = Target(Url("http", "127.0.0.1", 1), PROTOCOL)
    return Case(f"f.py::plain[{row}]", 0, plain, {}, ("http",), verified, nowhere, row=row)


def test_declared_deviations_are_read(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text(ENTRY + 'rows = ["a : b"]\n' + ENTRY.replace("/x", "/y"), encoding="utf-8")
    declared = read_known(file)
    assert match(declared, row_of_x("a : b")) is declared[0]
    assert match(declared, row_of_x("other")) is None
    assert match([declared[1]], row_of_x("a : b")) is None
    assert match([replace(declared[0], rows=frozenset())], row_of_x("[::1]")) is not None
    assert declared[0] == Declared("rfc1/2/x", Verdict.VIOLATES, "because", frozenset({"a : b"}))
    assert match([replace(declared[0], id="rfc1/1/old-x")], row_of_x("a : b")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "known = 5",
        "[known]\nid = 'x'",
        "[[known]]\nid = 'x'",
        ENTRY.replace("violates", "fails"),
        ENTRY.replace("because", "  "),
        ENTRY + "rows = 'not a list'",
        ENTRY + "row = ['misspelt']",
        "[[known",
        ENTRY.replace("[[known]]", "[[knwon]]"),
    ],
)
def test_bad_declarations_are_refused_in_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadKnownFile, match=r"^--known ") as raised:
        read_known(file)
    assert "\n" not in str(raised.value)


ONE_FILE_OF_A_SECTION = """
from pathlib import Path
import conformance.http.rfc9112.test_03_2_request_target
import conformance.http.rfc9112.test_07_1_2_chunked_trailer_section
from conformance.harness.runner.known import Declared, check_known
from conformance.model import Verdict
check_known([Declared("rfc9112/%s", Verdict.VIOLATES, "")], Path("known.toml"))
"""


@pytest.mark.parametrize(
    ("slug", "complaint"),
    [
        ("3.2/invalid-target", ""),
        ("7.1.2/read", ""),
        ("3.2/invalid-targt", "--known known.toml: there is no requirement rfc9112/3.2/invalid-targt"),
    ],
)
def test_an_entry_may_be_of_a_file_that_the_run_does_not_name(slug: str, complaint: str) -> None:
    """Its section may have several files, and an id that moved is stated in another section."""
    command = [sys.executable, "-c", ONE_FILE_OF_A_SECTION % slug]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert complaint in done.stderr
    assert bool(done.returncode) == bool(complaint)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (ENTRY + "row = ['x']", "unknown key 'row'; did you mean rows?"),
        (ENTRY.replace("[[known]]", "[[knwon]]"), "unknown table [knwon]; did you mean [[known]]?"),
    ],
)
def test_a_name_that_is_misspelt_is_told_with_the_right_one(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "known.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadKnownFile) as raised:
        read_known(file)
    assert str(raised.value) == f"--known {file}: {complaint}"
