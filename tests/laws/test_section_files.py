"""A section file reads like a page of its RFC: a requirement, the cases that judge it, then the next requirement."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from conformance.model import Requirement
from tests.kit.tree import ROOT

LONGEST = 250  # lines
LEVELS = {"must", "must_not", "should", "should_not", "may", "implied", "robustness"}
PROTOCOLS = ROOT / "conformance"
SECTION_FILES = sorted(PROTOCOLS.glob("*/*/test_*.py"))


def of_each_section_file(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=[str(file.relative_to(PROTOCOLS)) for file in files])


def test_there_are_section_files() -> None:
    assert len(SECTION_FILES) > 200


@of_each_section_file(SECTION_FILES)
def test_cases_stand_directly_under_their_requirement(file: Path) -> None:
    assert misplaced(file.read_text("utf-8")) == []


@of_each_section_file(SECTION_FILES)
def test_every_requirement_of_a_section_file_is_seen_by_this_test(file: Path) -> None:
    """A requirement made in another way, by a function say, would escape the law above."""
    module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    tree = ast.parse(file.read_text("utf-8"))
    made = {name for node in tree.body for name in assigned(node) if isinstance(getattr(module, name), Requirement)}
    assert made == {name for node in tree.body if (name := stated(node, verified_in(tree)))}


@of_each_section_file(SECTION_FILES)
def test_what_is_untestable_has_no_case(file: Path) -> None:
    module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    judged = verified_in(ast.parse(file.read_text("utf-8")))
    assert [name for name in judged if getattr(module, name).untestable] == []


@of_each_section_file(SECTION_FILES)
def test_a_section_file_is_short(file: Path) -> None:
    lines = file.read_text("utf-8").count("\n")
    assert lines < LONGEST


FIRST, SECOND = 'FIRST = section.must("a")\n', 'SECOND = section.may("b")\n'
ELSEWHERE = "from elsewhere import OTHER\n"


def case(requirement: str) -> str:
    return f"@verifies({requirement})\ndef test_{requirement.lower()}(): ...\n"


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        (FIRST + case("FIRST") + SECOND + case("SECOND"), []),
        (FIRST + SECOND + case("SECOND"), []),
        (ELSEWHERE + case("OTHER") + FIRST + case("FIRST"), []),
        (FIRST + SECOND + case("FIRST") + case("SECOND"), ["test_first"]),
        (case("FIRST") + FIRST, ["test_first"]),
        (ELSEWHERE + FIRST + case("FIRST") + case("OTHER"), ["test_other"]),
        (FIRST + "def test_of_nothing(): ...", ["test_of_nothing"]),
    ],
    ids=["good", "no-case", "imported-first", "below-the-next", "above", "imported-last", "verifies-nothing"],
)
def test_a_misplaced_case_is_found(source: str, wrong: list[str]) -> None:
    assert misplaced(source) == wrong


def misplaced(source: str) -> list[str]:
    """The cases that do not stand between their requirement and the next; imported requirements come first of all."""
    tree = ast.parse(source)
    here = {name for node in tree.body if (name := stated(node, verified_in(tree)))}
    latest, wrong = "", []
    for node in tree.body:
        latest = stated(node, here) or latest
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            judged = verified(node)
            if not judged or (judged if judged in here else "") != latest:
                wrong.append(node.name)
    return wrong


def stated(node: ast.stmt, judged: set[str]) -> str:
    """The name of the requirement that a statement states, if it does: some are made by a function."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
        return ""
    made = isinstance(node.value.func, ast.Attribute) and node.value.func.attr in LEVELS
    return next((name for name in assigned(node) if made or name in judged), "")


def assigned(node: ast.stmt) -> list[str]:
    return [one.id for one in node.targets if isinstance(one, ast.Name)] if isinstance(node, ast.Assign) else []


def verified_in(tree: ast.Module) -> set[str]:
    return {name for node in tree.body if isinstance(node, ast.FunctionDef) and (name := verified(node))}


def verified(case: ast.FunctionDef) -> str:
    """The name of the requirement in ``@verifies(REQUIREMENT)``."""
    for decorator in case.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "verifies":
            return ast.unparse(decorator.args[0])
    return ""
