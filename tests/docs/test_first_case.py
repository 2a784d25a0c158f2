"""``docs/first-case.md``, followed to the letter in a copy of the repository."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.docs.conftest import copied
from tests.docs.pages import ROOT, Block, blocks, missing, run

PAGE = ROOT / "docs" / "first-case.md"
FILES = [block for block in blocks(PAGE) if block.file]
PROVE = ".venv/bin/python -m tests.prove"


def test_the_exercise_is_not_solved_in_the_tree() -> None:
    """Else the page shows what is there already: find another sentence for it."""
    assert [block.file for block in FILES if (ROOT / block.file).exists()] == []


def test_the_page_ends_with_a_case_that_is_proven(tmp_path: Path) -> None:
    """The copy whose mutant is left out takes as long to judge: both are judged side by side."""
    with ThreadPoolExecutor(2) as pool:
        without = pool.submit(unproven, copied(tmp_path / "without"))
        assert followed(copied(tmp_path / "clone")) == []
        assert without.result() == []


def followed(clone: Path) -> list[str]:
    """Do what the page says; returns what did not come out as the page says."""
    wrong, said = [], ""
    for block in blocks(PAGE):
        if block.file:
            (clone / block.file).write_text(block.text, encoding="utf-8")
        elif block.status is not None:
            said = ""
            for command in block.commands:
                done = run(command, clone)
                said += done.stdout
                wrong += [f"{command}: {done.stdout}"] if done.returncode != block.status else []
        elif block.mark == "output":
            wrong += [f"{block.name}: {line}" for line in missing(block.text, said)]
    return wrong


def unproven(clone: Path) -> list[str]:
    """Prove the case with a module that has no mutant, as the page says one may try."""
    command = next(line for block in blocks(PAGE) for line in block.commands if line.startswith(PROVE))
    section, mutants = FILES
    (clone / section.file).write_text(section.text, encoding="utf-8")
    (clone / mutants.file).write_text(mutants.text.partition("@mutant")[0], encoding="utf-8")
    done = run(command, clone)
    assert done.returncode == 1, done.stdout
    return missing(shown_without(), done.stdout)


def shown_without() -> str:
    return _of_mark("output without the mutant").text


def _of_mark(mark: str) -> Block:
    return next(block for block in blocks(PAGE) if block.mark == mark)
