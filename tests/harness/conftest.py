"""What the tests of the harness share: the copied judge, and one run of it on a server that does as it is told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.servers import Converse, Server, closes, listens_only, never_stops, obeys, pours, serving
from tests.kit.tree import WORDS, Ran, Runs, Tree

HERE = Path(__file__).parent
PATIENCE = "--patience=1.5"


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving(obeys) as server:
        yield server


MISFITS: dict[str, tuple[Converse, int]] = {
    "deaf": (listens_only, 0),
    "closing": (closes, 0),
    "flooding": (never_stops, 0),
    "pouring": (pours, 0),
    "single": (obeys, 1),
}


@pytest.fixture(scope="session")
def urls(server: Server) -> Iterator[dict[str, str]]:
    """Where the servers are that runs may name: the obedient one, and some that serve in odd ways."""
    with contextlib.ExitStack() as stack:
        misfits = {name: stack.enter_context(serving(*how)) for name, how in MISFITS.items()}
        yield {"url": server.url} | {name: misfit.url for name, misfit in misfits.items()}


@pytest.fixture(scope="session")
def words(tree: Tree, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Every way in which a case can end, in one run."""
    return tree.pytest(WORDS, "--target", server.url, PATIENCE, "-ra", out=tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="session")
def runs(
    tree: Tree, urls: dict[str, str], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runs]:
    """The runs that the modules to be tested name in ``RUNS``, begun together."""
    folder = tmp_path_factory.mktemp("runs")
    commands: dict[str, list[str]] = {}
    here = [item for item in request.session.items if item.path.is_relative_to(HERE)]
    for module in dict.fromkeys(item.getparent(pytest.Module) for item in here):
        found: Any = module.obj if module else None
        for name, text in getattr(found, "FILES", {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        for name, arguments in getattr(found, "RUNS", {}).items():
            assert name not in commands
            commands[name] = [_filled(text, urls | {"tmp": str(folder)}) for text in arguments]
    with contextlib.closing(Runs(tree, folder, commands)) as runs:
        yield runs


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a run of the test's own leaves its results."""
    return tmp_path / "out"
