"""The status line of a run with several workers: what they tell, and what becomes of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.state import RunState
from conformance.harness.runner.worker_progress import CHANNEL, ProgressTeller, Told, WorkersProgress, told
from tests.kit.engine import case, target_at
from tests.kit.servers import Server
from tests.kit.tree import WORDS, Tree

IMPATIENT = "from conformance.harness.runner import status_line\nstatus_line.QUIET = status_line.PAUSE = 0.5\n"


def test_the_line_adds_up_what_the_workers_told_last() -> None:
    progress = WorkersProgress()
    assert str(progress) == "", "no worker has begun"
    progress.take("gw0", (1, 2100, [("rows are judged", 2099, 1.0)]))
    assert str(progress) == "1 of 2,100 rows judged", "how many are left is not said twice"
    progress.take("gw0", (2000, 2100, [("rows that met silence are confirmed", 70, 6.2)]))
    progress.take("gw1", (2063, 2063, [("rows that met silence are confirmed", 42, 7.9), ("restarting", 0, 3.0)]))
    assert str(progress) == (
        "4,063 of 4,163 rows judged; rows that met silence are confirmed: 112 left, 8 s; restarting: 3 s"
    )


def test_a_worker_tells_how_far_it_is(server: Server) -> None:
    target = target_at(server)
    rows = [case(target, number) for number in range(3)]
    ahead, state = Ahead([], rows), RunState(target)
    assert told(ahead, [state]) == (0, 3, [])
    state.activity.begin("rows are judged", 2)
    ahead.settle(rows[0].fault(RuntimeError()))
    assert ahead.outcome(rows[0].name), "what pytest has taken stays judged"
    judged, count, ((text, left, _),) = told(ahead, [state])
    assert (judged, count, text, left) == (1, 3, "rows are judged", 2)


class Channel:
    """Remembers what is sent."""

    def __init__(self) -> None:
        self.sent: list[Told] = []

    def send(self, told: Told) -> None:
        self.sent.append(told)


def test_a_worker_that_has_ended_does_nothing() -> None:
    """Else the status line would show for ever what it did last."""
    channel = Channel()
    teller = ProgressTeller({CHANNEL: channel}, lambda: (2, 3, [("the target is looked at once more", 0, 0.1)]))
    loop = teller.pytest_runtestloop()
    next(loop)
    loop.close()
    assert channel.sent == [(2, 3, [])]


def test_a_run_says_what_its_workers_do(tree: Tree, server: Server, tmp_path: Path) -> None:
    (tmp_path / "impatient.py").write_text(IMPATIENT, encoding="utf-8")
    path = os.pathsep.join(map(str, (tree.path, tmp_path)))
    options = ["-p", "impatient", "-n2", "-k", "told or silence", "--patience=4", f"--target={server.url}"]
    ran = tree.pytest(WORDS, *options, out=tmp_path / "out", more={"PYTHONPATH": path})
    lines = re.findall(r"^(\d of \d) rows judged; rows that .*: 1 left, \d+ s$", ran.text, re.MULTILINE)
    assert lines, ran.text
    assert {line[-1] for line in lines} == {str(len(ran.rows))}
