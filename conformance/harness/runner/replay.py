"""Run one row of an earlier run once more, with what that run found out about its target, and print what happens.

pytest only collects the row. The harness then takes over the target with the facts, the options and the seed that
``results.jsonl`` has of the run, so that the same octets are sent in the same way.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.net.url import BadTarget
from conformance.harness.process import ended_by_signals, ignoring_interrupts, write_nothing_more
from conformance.harness.runner.collection import case_of
from conformance.harness.runner.known import BadKnownFile, match, read_known
from conformance.harness.runner.outcomes import STATUS, ItemEnd, status_of
from conformance.harness.runner.recorded import Collected, NoReplay, Recorded, find_row
from conformance.harness.runner.replay_text import after, before, looks_at_the_run
from conformance.harness.targets.again import open_again
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.reachability import Unreachable
from conformance.harness.targets.settings import Settings
from conformance.model import Inconclusive, NotApplicable, Verdict

CUT_SHORT, INTERRUPTED, FAULT, UNUSABLE, UNREACHABLE = 1, 2, 3, 4, 6  # exit statuses, as those of a run

WHERE = "The command ran in this folder: start the replay in the one in which the run was started."


def replay(name: str, results: Path, target: str) -> int:
    """Run the row called ``name`` once more, on ``target`` if that is not empty; return the exit status of a run."""
    try:
        row = find_row(results, name)
        return _replay(row, row.collect(target))
    except (NoReplay, BadTarget, BadKnownFile) as error:
        print(f"conformance replay: {error}", file=sys.stderr)
        return UNUSABLE
    except Unreachable as error:
        print(f"conformance replay: {error}", file=sys.stderr)
        return UNREACHABLE
    except CannotLaunch as error:
        print(f"conformance replay: {error}\n{WHERE}", file=sys.stderr)
        return UNREACHABLE
    except BrokenPipeError:  # the reader has seen enough
        write_nothing_more()
        return CUT_SHORT
    except KeyboardInterrupt:
        print("conformance replay: interrupted", file=sys.stderr)
        return INTERRUPTED


def _replay(row: Recorded, collected: Collected) -> int:
    with _target(row, collected) as (target, targets):
        case = case_of(collected.item, 0, target, collected.settings.search)
        print(before(row, case), flush=True)
        outcome, lost = _run(row, case, targets)
        print(after(row, outcome, lost), flush=True)
    if outcome.verdict is Verdict.FAULT:
        return FAULT
    return UNREACHABLE if lost else int(_fails(outcome, collected.settings))


@contextlib.contextmanager
def _target(row: Recorded, collected: Collected) -> Iterator[tuple[Target, Targets]]:
    """The target of the row, started again if the run had launched it, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="conformance-") as scratch, ended_by_signals():
        targets = Targets(collected.settings, Path(scratch))
        try:
            yield open_again(targets, collected.url, row.target["protocol"], collected.facts), targets
        finally:
            with ignoring_interrupts():
                targets.close()


def _run(row: Recorded, case: Case, targets: Targets) -> tuple[Outcome, str]:
    """Return the outcome of a case that runs by itself, and why its target is lost, if it is."""
    state = RunState(case.target)
    if looks_at_the_run(case):
        _send_again(row, case.target, state)
    conductor = Conductor(case.target, [], lambda outcome: None, targets.lifecycle(case.target), state=state)
    return conductor.one(case), state.lost_reason


def _send_again(row: Recorded, target: Target, state: RunState) -> None:
    """Send what the evidence of a row on the whole run says was sent, so that the row sees the answers once more."""
    for octets in row.sent(target.url.port):
        attempt = Attempt(target, target.quick, run=state)
        with contextlib.suppress(Inconclusive, NotApplicable), contextlib.closing(attempt):
            target.protocol.send_again(attempt, octets)
        state.keep(attempt.received)


def _fails(outcome: Outcome, settings: Settings) -> bool:
    """Whether the outcome would fail a run with these settings."""
    known = read_known(settings.known) if settings.known else []
    status = status_of(outcome, match(known, outcome.case), enforce_should=settings.enforce_should)
    return STATUS[status].ends in (ItemEnd.FAILS, ItemEnd.ERRS)
