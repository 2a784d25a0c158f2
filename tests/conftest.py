"""For all tests: what pytest is told, and how they are shared between processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests.kit import samples

HERE = Path(__file__).parent
LAWS, REFERENCE = "laws/test_every_case_can_fail.py", "test_the_reference_conforms"
RUNS = ("tests/harness/runner/", "tests/harness/targets/")  # name runs of the judge that are begun together
WAITS = "tests/harness/engine/test_conductor_silence.py"  # for a minute, and needs 2 s of a processor
PROCESSES = 3  # for two processors: of two processes, a quarter of the time was spent waiting
SHARED = pytest.StashKey[bool]()

# Under CI, pytest explains a comparison of octets without bounds: it takes minutes where a liar sent a megabyte.
for name in ("CI", "BUILD_NUMBER"):
    os.environ.pop(name, None)


# A run of the judge in this process leaves hypothesis no folder to keep examples in, and the tests need none.
settings.register_profile("tests", database=None)
settings.load_profile("tests")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """All tests at once are run by three processes; ``-n 0``: by one. However many, what belongs together stays so."""
    option = config.option
    if "PYTEST_XDIST_WORKER" in os.environ:  # one of them: it has no workers of its own, nor they theirs
        return
    everything = all((config.invocation_params.dir / argument).resolve() == HERE for argument in config.args)
    if everything and option.numprocesses is None and not (option.usepdb or option.collectonly):
        option.numprocesses = PROCESSES
    if option.numprocesses and option.dist == "no":
        option.dist, config.stash[SHARED] = "loadscope", True


def pytest_configure(config: pytest.Config) -> None:
    """Keep bytecode in pytest's cache where the environment wants none beside the sources.

    A hundred processes import the judge, and each would compile it: that is half of what a short run takes.
    """
    cache = getattr(config, "cache", None)  # none with ``-p no:cacheprovider``
    if cache and os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(cache.mkdir("bytecode"))
        sys.dont_write_bytecode = False


def pytest_report_header() -> str:
    return samples.told()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    return Shares(config, log) if SHARED in config.stash else None


class Shares(LoadScopeScheduling):  # type: ignore[misc]
    """What shares something goes to one process: first what waits longest, then what has most tests."""

    def _assign_work_unit(self, node: Any) -> None:
        if WAITS in self.workqueue:  # the others use the processors meanwhile
            self.workqueue.move_to_end(WAITS, last=False)
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        """Some tests of the harness share runs of the judge, the laws of a protocol what they have killed.

        Where the reference conforms nothing is killed: who is ready first does that last, a test at a time.
        """
        path, _, name = nodeid.partition("::")
        if name.startswith(REFERENCE):
            return nodeid
        if path.endswith(LAWS):  # the parameters begin with the protocol
            return f"laws of {name.partition('[')[2].partition('-')[0].rstrip(']')}"
        return "runs of the judge" if any(folder in path for folder in RUNS) else path
