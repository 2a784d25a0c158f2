"""The launched target of a run that is killed is ended, and the run leaves the rows that it judged."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.harness.targets.guardian import Guardian, main
from conformance.report.headline import headline
from conformance.report.results import read
from tests.harness.targets.test_launch import is_running, process_ids, wait_until
from tests.kit.tree import WORDS, Tree, launch

STUBBORN = "import signal; signal.signal(15, signal.SIG_IGN); print(flush=True); signal.pause()"


@pytest.fixture
def stubborn() -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads a group and ignores SIGTERM."""
    with subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it ignores SIGTERM from now on
        yield process
        process.kill()


def test_a_group_that_is_guarded_ends_when_the_pipe_ends(stubborn: subprocess.Popen[bytes]) -> None:
    main([f"+{stubborn.pid}\n"])
    assert stubborn.wait() == -signal.SIGKILL


def test_a_group_that_was_released_is_left_alone(stubborn: subprocess.Popen[bytes]) -> None:
    main([f"+{stubborn.pid}\n", f"-{stubborn.pid}\n"])
    assert stubborn.poll() is None


def test_a_run_that_ends_well_leaves_no_guardian() -> None:
    guardian = Guardian()
    guardian.start()
    assert guardian._process is not None
    pid = guardian._process.pid
    guardian.close()
    assert not is_running(pid)


def test_a_run_goes_on_without_its_guardian(stubborn: subprocess.Popen[bytes]) -> None:
    guardian = Guardian()
    guardian.start()
    assert guardian._process is not None
    guardian._process.kill()
    guardian._process.wait()
    guardian.guard(stubborn.pid)
    guardian.close()
    assert stubborn.poll() is None


@pytest.mark.parametrize("workers", [[], ["-n2"]], ids=["alone", "two workers"])
def test_a_run_that_is_killed_leaves_its_rows_and_no_target(
    tree: Tree, tmp_path: Path, out: Path, workers: list[str]
) -> None:
    """Killed while a case waits for an answer that does not come; the target has a child that ignores SIGTERM."""
    ids = tmp_path / "ids"
    arguments = [f"{WORDS}::test_told_to", "-k", "silence or refuse", "--patience=60", *workers]
    command = tree.command(*arguments, *launch("forks", str(ids)), out=out)
    results = out / "results.jsonl"
    with subprocess.Popen(command, cwd=tree.path, env=tree.environment(), stdout=subprocess.DEVNULL) as run:
        wait_until(lambda: results.exists() and len(results.read_bytes().splitlines()) == 2)
        assert all(map(is_running, process_ids(ids)))
        run.kill()
    wait_until(lambda: not any(map(is_running, process_ids(ids))))
    _, row = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    assert (row["verdict"], row["case"]) == ("violates", f"{WORDS}::test_told_to[refuse]")
    assert headline(read(results)) == "Interrupted: 1 of 2 rows of a selection judged (killed); violates 1 requirement."
