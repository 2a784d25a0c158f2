"""Hostile DNS servers: judging them is bounded, what they send is escaped, and they are accused of what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.model import Endless
from tests.endless.dns import HOSTILE, ControlSequences, HostileDns, ManyRecords, MessagesWithoutEnd
from tests.endless.judging import MEGABYTES, cost_of_judging
from tests.kit.hunt import BAD
from tests.kit.judging import cases_for, judge_in_process, one_of_each
from tests.liars import liar_core
from tests.liars.dns import AnswersAThousandTimes

ENDED = (0, 1)  # exit status of a run that judged its target, and of nothing else
OVER_TCP = [server for server in HOSTILE if not server.tells]
ROWS = "conformance/dns/rfc1035/test_04_1_1_header_section_format.py"
OF_STREAMS = "conformance/dns/rfc7766"
SEVERAL_TYPES = "test_queries_for_several_types_are_answered_each"


@pytest.mark.parametrize("server", [server for server in HOSTILE if server.tells], ids=lambda server: server.name)
def test_a_hostile_server_is_accused_of_what_it_does(server: type[HostileDns]) -> None:
    assert server.tells in accused(server)


def test_a_thousand_replies_to_one_query_are_told() -> None:
    assert "robustness/replies/one-reply" in accused(AnswersAThousandTimes)


def accused(server: type[HostileDns] | type[AnswersAThousandTimes]) -> set[str]:
    """The ids of the requirements that a server violates, by a row of each; no row may make the judge fail."""
    rows = one_of_each([row for row in cases_for("dns") if not row.sockets], 0)
    outcomes = judge_in_process(
        lambda today: liar_core(server, today=today), "dns", rows, by_themselves=True, given=server.given
    )
    return {outcome.case.requirement.id for outcome in outcomes.values() if outcome.verdict in BAD}


@pytest.mark.parametrize("server", OVER_TCP, ids=lambda server: server.name)
def test_what_never_ends_over_tcp_is_read_up_to_a_bound(server: type[HostileDns]) -> None:
    rows = [row for row in cases_for("dns") if SEVERAL_TYPES in row.name]
    outcomes = judge_in_process(
        lambda today: liar_core(server, today=today), "dns", rows, by_themselves=True, given=server.given
    )
    assert [isinstance(one.raised, Endless) or one.verdict in BAD for one in outcomes.values()] == [True]


@pytest.mark.parametrize(
    ("server", "rows"), [(ManyRecords, ROWS), (MessagesWithoutEnd, OF_STREAMS)], ids=["udp", "tcp"]
)
def test_the_judge_takes_little_memory(server: type[HostileDns], rows: str, tmp_path: Path) -> None:
    cost = cost_of_judging(server, rows, tmp_path / "out")
    assert cost.status in ENDED, cost.text
    assert cost.megabytes < MEGABYTES


def test_no_control_sequence_is_printed(tmp_path: Path) -> None:
    cost = cost_of_judging(ControlSequences, ROWS, tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text()
    for text in (cost.text, page):
        assert "owned" in text
        assert "\x1b" not in text
        assert "\x07" not in text
    assert "<script>alert" not in page
