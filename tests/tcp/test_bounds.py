"""What of a service over TCP never ends is read up to a bound, and accuses it of nothing that it does not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.endless.judging import MEGABYTES, cost_of_judging, require_true_accusations
from tests.endless.senders import EndlessServer
from tests.endless.tcp import ENDLESS, FloodsAnEcho
from tests.kit.judging import cases_for

ONE_OF_EACH = pytest.mark.parametrize("server", ENDLESS, ids=lambda server: server.name)
ENDED = (0, 1)  # exit status of a run that judged its target, and of nothing else


@ONE_OF_EACH
def test_what_never_ends_is_accused_of_what_it_does_alone(server: type[EndlessServer]) -> None:
    given = {**server.given}
    rows = [row for row in cases_for("tcp") if not (row.sockets or row.alone)]
    require_true_accusations(
        server, [row for row in rows if row.requirement.section.document.needs.items() <= given.items()]
    )


@pytest.mark.parametrize("server", [FloodsAnEcho], ids=lambda server: server.name)
def test_the_judge_takes_little_memory(server: type[EndlessServer], tmp_path: Path) -> None:
    cost = cost_of_judging(server, "conformance/tcp/rfc862/test_tcp_based_echo_service.py", tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES
