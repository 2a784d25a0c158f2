"""What of a WebSocket server never ends is read up to a bound, and accuses it of nothing that it does not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.endless.judging import MEGABYTES, cost_of_judging, require_true_accusations, rows_of_each_kind
from tests.endless.senders import EndlessServer
from tests.endless.websocket import ENDLESS, LargeMessages
from tests.kit.judging import cases_for

ONE_IN = 24  # requirements, by a row of which a server is judged
ONE_OF_EACH = pytest.mark.parametrize("server", ENDLESS, ids=lambda server: server.name)
IN_PROCESS = [server for server in ENDLESS if server.in_process]
EACH_IN_PROCESS = pytest.mark.parametrize("server", IN_PROCESS, ids=lambda server: server.name)
ENDED = (0, 1)  # exit status of a run that judged its target, and of nothing else


@EACH_IN_PROCESS
def test_what_never_ends_is_accused_of_what_it_does_alone(server: type[EndlessServer]) -> None:
    rows = rows_of_each_kind(server, ENDLESS.index(server), ONE_IN)
    require_true_accusations(server, rows)


@pytest.mark.thorough
@EACH_IN_PROCESS
def test_every_row_accuses_it_of_what_it_does_alone(server: type[EndlessServer]) -> None:
    require_true_accusations(server, [case for case in cases_for("websocket") if not case.sockets])


@pytest.mark.parametrize("server", [LargeMessages], ids=lambda server: server.name)
def test_the_judge_takes_little_memory(server: type[EndlessServer], tmp_path: Path) -> None:
    cost = cost_of_judging(server, "conformance/websocket/rfc6455/test_05_4_fragmentation.py", tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES


@pytest.mark.thorough
@ONE_OF_EACH
def test_a_whole_run_takes_little_memory(server: type[EndlessServer], tmp_path: Path) -> None:
    cost = cost_of_judging(server, "conformance/websocket", tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES
