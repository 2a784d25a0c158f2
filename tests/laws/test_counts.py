"""No count falls: of rows, requirements, mutants, liars, legal variants and test functions.

A case that is no longer collected, or a mutant that is no longer loaded, fails no other test. Each number here is what
there was when it was last raised, and there may be more. To raise one, set it too high, run
``pytest -n 0 tests/laws/test_counts.py``, and write down the number that the failure shows. A number is lowered only
together with the removal of what it counts, and the commit says why.
"""

from __future__ import annotations

import ast
import importlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conformance.catalogue import functions
from conformance.model import Document
from tests import mutants
from tests.endless import ENDLESS
from tests.kit.judging import cases, cases_for
from tests.kit.protocols import REFERENCES, reference_of
from tests.kit.tree import ROOT
from tests.laws.test_legal_variants import VARIANTS
from tests.liars import LIES

ROWS = {"http": 4218, "websocket": 1428, "tcp": 130, "udp": 73, "dns": 2294}
ROWS_WITH_HEAVY = {"http": 4818, "websocket": 1482, "tcp": 130, "udp": 73, "dns": 2294}
REQUIREMENTS = {"http": 424, "websocket": 162, "tcp": 34, "udp": 33, "dns": 153}
MUTANTS = {"http": 605, "websocket": 192, "tcp": 67, "udp": 56, "dns": 280}
LIARS = {"http": 11, "websocket": 17, "tcp": 12, "udp": 9, "dns": 12}
ENDLESS_SERVERS = {"http": 22, "websocket": 19, "tcp": 0, "udp": 0, "dns": 0}
LEGAL_VARIANTS = {"http": 40, "websocket": 36, "tcp": 26, "udp": 20, "dns": 39}
TEST_FUNCTIONS = 1187
OF_ONE_REQUIREMENT = 0.93  # the share of mutants that violate a single requirement

NO_SECTION_FILE = {"tests.mutants.consequences"}  # what falls with a mutant although it is not its defect


@pytest.mark.parametrize("protocol", REFERENCES)
def test_no_row_is_lost(protocol: str) -> None:
    assert len(cases_for(protocol)) >= ROWS[protocol]
    assert len(cases(f"conformance/{protocol}", thorough=True)) >= ROWS_WITH_HEAVY[protocol]


@pytest.mark.parametrize("protocol", REFERENCES)
def test_no_requirement_is_lost(protocol: str) -> None:
    assert (
        sum(len(section.requirements) for one in documents(protocol) for section in one.sections.values())
        >= (REQUIREMENTS[protocol])
    )


def documents(protocol: str) -> list[Document]:
    """The RFCs of a protocol, with the requirements of all their section files."""
    functions()  # imports every section file
    folders = sorted(path.parent.name for path in (ROOT / "conformance" / protocol).glob("*/test_*.py"))
    packages = [importlib.import_module(f"conformance.{protocol}.{name}") for name in dict.fromkeys(folders)]
    return [value for package in packages for value in vars(package).values() if isinstance(value, Document)]


@pytest.mark.parametrize("protocol", REFERENCES)
def test_no_defective_or_unusual_server_is_lost(protocol: str) -> None:
    assert sum(reference_of(mutant.core).protocol == protocol for mutant in mutants.load()) >= MUTANTS[protocol]
    assert len(LIES[protocol]) >= LIARS[protocol]
    assert len(ENDLESS[protocol]) >= ENDLESS_SERVERS[protocol]
    assert sum(reference_of(variant.core).protocol == protocol for variant in VARIANTS) >= LEGAL_VARIANTS[protocol]


def test_most_mutants_violate_one_requirement_only() -> None:
    """One fault, one report: what the others violate besides is what they name by ``also``."""
    of_one = [mutant for mutant in mutants.load() if not mutant.also]
    assert len(of_one) / len(mutants.load()) >= OF_ONE_REQUIREMENT


def test_no_test_function_is_lost() -> None:
    """As a file states them: how many rows of mutants, liars and variants they make is counted above."""
    assert sum(map(count_test_functions, (ROOT / "tests").rglob("test_*.py"))) >= TEST_FUNCTIONS


def count_test_functions(file: Path) -> int:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return sum(isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in tree.body)


def test_every_module_of_mutants_is_named_after_a_section_file() -> None:
    files = [file for protocol in REFERENCES for file in (ROOT / "conformance" / protocol).glob("*/test_*.py")]
    assert mutants.modules() - {mutants.module_for(file) for file in files} == NO_SECTION_FILE


def test_mutants_that_are_not_found_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "__path__", [])
    with pytest.raises(ImportError, match=r"Not found: tests\.mutants\.consequences, tests\.mutants\.dns\.rfc"):
        mutants.load()


def test_rows_are_called_the_same_however_often_they_are_asked_for() -> None:
    """pytest escapes an id each time that a module is collected: rows of ``known/`` would not be found."""
    heavy_too = {case.row for case in cases("conformance/http", thorough=True)}
    rows = {case.row for case in cases_for("http")}
    assert rows <= heavy_too
    assert r"b'\\xe9'" in rows
    assert not any(r"\\\\x" in row for row in rows)


def test_threads_that_ask_at_the_same_time_are_given_the_same_rows() -> None:
    of = "conformance/http/rfc9110/test_10_1_4_te.py"
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(cases, [of] * 4))
    assert all(one is found[0] for one in found)
