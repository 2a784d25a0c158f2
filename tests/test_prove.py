"""``python -m tests.prove``: what it prints where the proof is not complete."""

from __future__ import annotations

import pytest

from tests import mutants, prove

SECTION = "conformance/http/rfc9112/test_03_2_3_authority_form.py"


def test_a_section_file_without_mutants_is_one_line_and_the_rest_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mutants, "module_for", lambda file: "tests.mutants.http.rfc9112.s99_9")
    assert prove.main([SECTION]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"NO MUTANTS  {SECTION}: write them in tests/mutants/http/rfc9112/s99_9.py"
    assert lines[-1].endswith(" 1 other complaints")
