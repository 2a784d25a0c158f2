"""Declared deviations, where a run names only a part of the judge."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.kit.tree import ROOT

ONE_FILE_OF_A_SECTION = """
from pathlib import Path
import conformance.http.rfc9112.test_03_2_request_target
from conformance.harness.runner.known import Declared, check_known
from conformance.model import Verdict
check_known([Declared("rfc9112/3.2/%s", Verdict.VIOLATES, "")], Path("known.toml"))
"""


@pytest.mark.parametrize(
    ("slug", "complaint"),
    [
        ("invalid-target", ""),
        ("invalid-targt", "--known known.toml: there is no requirement rfc9112/3.2/invalid-targt"),
    ],
)
def test_an_entry_may_be_of_a_file_that_the_run_does_not_name(slug: str, complaint: str) -> None:
    """Its section may have several files."""
    command = [sys.executable, "-c", ONE_FILE_OF_A_SECTION % slug]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert complaint in done.stderr
    assert bool(done.returncode) == bool(complaint)
