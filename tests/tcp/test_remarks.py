"""What is said of a port that serves TCP and UDP, if the user says that it does."""

from __future__ import annotations

from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import remark
from conformance.tcp.protocol import PROTOCOL
from conformance.tcp.remarks import BOTH
from reference_impls.services.echo import EchoOverTcp, EchoOverUdp
from tests.kit.judging import PATIENCE
from tests.kit.measured import target_at
from tests.kit.protocols import server
from tests.kit.serving import serving


def said(url: Url, both: bool) -> list[str]:
    target = target_at(url, PROTOCOL, PATIENCE, given={BOTH: "yes"} if both else {})
    return list(remark(target).target.remarks)


def test_where_datagrams_are_answered_the_remark_says_how_to_judge_them() -> None:
    with serving(server(EchoOverUdp)) as url:
        (line,) = said(url, both=True)
        assert line == f"the port answers datagrams as well: judge them by --target udp://{url.hostport}"


def test_where_no_datagram_is_answered_the_remark_says_so() -> None:
    with serving(server(EchoOverTcp)) as url:
        assert said(url, both=False) == []
        (line,) = said(url, both=True)
        assert line.startswith("no datagram is answered, though tcp.udp=yes says so")
