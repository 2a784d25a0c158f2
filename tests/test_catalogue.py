"""``python -m conformance cases`` and ``explain``, as a user types them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conformance import catalogue
from tests.kit.tree import ROOT


def test_a_section_suggests_its_own_requirements(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.explain("rfc9112/5.1") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("no requirement 'rfc9112/5.1'; did you mean rfc9112/5.1/")
    assert "rfc6455" not in said.err


def test_a_word_suggests_the_ids_that_have_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.explain("space-before-colon") == 1
    assert "rfc9112/5.1/no-space-before-colon" in capsys.readouterr().err


def test_the_hint_is_told_from_the_requirement(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.explain("rfc9112/5.1/no-space-before-colon") == 0
    assert "\nHint: Split the field line" in capsys.readouterr().out


def test_who_is_bound_is_said_in_the_words_of_the_rfc(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.explain("rfc9112/5.1/no-space-before-colon") == 0
    assert "MUST binds the server; Field Line Parsing\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["rfc9112/7.1.2/read", "rfc9112/7.1/read-trailer-section"])
def test_a_requirement_is_explained_by_an_id_that_it_had_before(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.explain(name) == 0
    said = capsys.readouterr().out
    assert said.startswith("rfc9112/7.1/read-trailer-section\nRFC 9112 §7.1 MUST binds the recipient")
    assert "\nIts id was: rfc9112/7.1.2/read\n" in said
    assert "def test_any_trailer_section_is_read" in said


def test_cases_are_found_by_an_id_that_their_requirement_had_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.print_cases("rfc9112/7.1.2/read") == 0
    assert "  MUST        rfc9112/7.1/read-trailer-section\n" in capsys.readouterr().out


def test_a_filter_that_nothing_matches_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.print_cases("no-such-word") == 1
    assert capsys.readouterr() == ("", "no requirement has 'no-such-word' in its id\n")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """Such as ``| head``."""
    command = [sys.executable, "-m", "conformance", "cases"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
