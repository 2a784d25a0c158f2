"""For all tests: what pytest is told, and how they are shared between two processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LAWS = "test_every_case_can_fail.py"
SHARED = "TESTS_ARE_SHARED"  # tells the workers

# Under CI, pytest explains a comparison of octets without bounds: it takes minutes where a liar sent a megabyte.
for name in ("CI", "BUILD_NUMBER"):
    os.environ.pop(name, None)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """All tests at once are run by two processes (``-n 0``: by one), the laws of a protocol by one of them."""
    option = config.option
    if hasattr(config, "workerinput"):  # it reads the command line anew, and must have no workers of its own
        option.loadgroup = option.loadgroup or SHARED in os.environ
        return
    everything = all((config.invocation_params.dir / argument).resolve() == HERE for argument in config.args)
    if everything and option.numprocesses is None and not (option.usepdb or option.collectonly):
        option.numprocesses, option.dist = 2, "loadgroup"
        os.environ[SHARED] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest groups come first, so that none of them is begun when all others are done."""
    for item in items:
        if item.path.is_relative_to(HERE / "harness"):
            item.add_marker(pytest.mark.xdist_group("harness"))  # they share runs of the judge
    items.sort(key=lambda item: item.path.name != LAWS and not item.path.is_relative_to(HERE / "harness"))
