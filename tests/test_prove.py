"""``python -m tests.prove``: what it prints where the proof is not complete, and that it does no more than it must."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.http.rfc9112.test_03_2_3_authority_form import ONLY_FOR_CONNECT
from reference_impls.http.server import HttpServer
from tests import mutants, prove
from tests.kit.hunt import Hunt, dead
from tests.kit.judging import ROOT, cases, judge_kind
from tests.liars.liar import AnyLiar

SECTION = "conformance/http/rfc9112/test_03_2_3_authority_form.py"
MUTANTS = "tests.mutants.http.rfc9112.s03_2_3"
PROVE_AND_PRINT_MODULES = f"""
import sys
from tests import prove
assert prove.main([{SECTION!r}]) == 0
print(*sys.modules)
"""


class SparesAll(HttpServer):
    """Does nothing wrong."""


def test_a_section_file_without_mutants_is_one_line_and_the_rest_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mutants, "module_for", lambda file: "tests.mutants.http.rfc9112.s99_9")
    assert prove.main([SECTION]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"NO MUTANTS  {SECTION}: write them in tests/mutants/http/rfc9112/s99_9.py"
    assert lines[-1].endswith(" 1 other complaints")


@pytest.mark.parametrize(("module", "status"), [(MUTANTS, 1), ("tests.mutants.of.another", 0)])
def test_only_the_mutants_of_its_own_module_must_die(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], module: str, status: int
) -> None:
    """A module may import others: their mutants may kill rows of the section file, and have a section file each."""
    monkeypatch.setattr(SparesAll, "__module__", module)
    monkeypatch.setattr(mutants, "MUTANTS", [*mutants.load(), mutants.Mutant(SparesAll, ONLY_FOR_CONNECT)])
    assert prove.main([SECTION]) == status
    assert ("MUTANT SURVIVES  SparesAll" in capsys.readouterr().out) == bool(status)


def test_liars_are_judged_by_rows_that_have_killed_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []

    def convict(hunt: Hunt, lie: type[AnyLiar], rows: Sequence[Case]) -> None:
        judged.append(len(rows))
        hunt.killers[rows[0].name].add(lie.name)

    monkeypatch.setattr(Hunt, "convict", convict)
    rows = list(cases(SECTION))
    prove._hunt_liars(hunt_with(rows[3:]), rows)
    assert judged == [3, 2, 1]


def test_a_mutant_that_kills_is_judged_by_no_more_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Case] = []

    def judge(hunt: Hunt, mutant: mutants.Mutant, rows: Sequence[Case]) -> dict[str, Outcome]:
        judged.extend(rows)
        return judge_kind(mutant.core, rows)

    monkeypatch.setattr(Hunt, "judge", judge)
    rows = list(cases(SECTION))
    mutant = next(one for one in mutants.load() if one.core.__module__ == MUTANTS)
    assert dead(hunt_with(rows[1:]).hunt(mutant, rows))
    assert judged == rows[:1]


def hunt_with(killers: list[Case]) -> Hunt:
    """A hunt in which these rows have killed something."""
    hunt = Hunt()
    hunt.killers.update({row.name: {"a mutant"} for row in killers})
    return hunt


def test_nothing_is_imported_that_the_proof_does_not_need() -> None:
    """Neither the mutants of other sections, nor the plugins of pytest that the environment has."""
    command = [sys.executable, "-c", PROVE_AND_PRINT_MODULES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    imported = done.stdout.split()
    assert [name for name in imported if name.startswith("tests.mutants.http.")] == [
        "tests.mutants.http.rfc9112",
        MUTANTS,
    ]
    assert {"anyio", "xdist", "allure_pytest", "hypothesis"}.isdisjoint(imported)
