"""Services are judged over IPv6 as over IPv4."""

from __future__ import annotations

import socket

import pytest

from conformance.harness.net.url import Url
from reference_impls.services.echo import EchoOverTcp, EchoOverUdp
from reference_impls.shells.udp import bound
from tests.kit.judging import PATIENCE, cases, judge, told
from tests.kit.protocols import server
from tests.reference.driving import running

pytestmark = pytest.mark.skipif(not socket.has_ipv6, reason="the system has no IPv6")


def test_an_echo_over_tcp_is_judged() -> None:
    rows = [row for row in cases("conformance/tcp/rfc862") if "one_by_one" in row.name or "before_fin" in row.name]
    listener = socket.create_server(("::1", 0), family=socket.AF_INET6, backlog=64)
    with running("loop", server(EchoOverTcp), listener) as port:
        outcomes = judge(Url("tcp", "::1", port), rows, 5 * PATIENCE, given={"tcp.service": "echo"})
    assert outcomes
    assert told(outcomes) == {}


def test_an_echo_over_udp_is_judged() -> None:
    rows = [row for row in cases("conformance/udp") if "rfc862" in row.name or "robustness" in row.name]
    with running("loop", server(EchoOverUdp), bound("::1", 0)) as port:
        quick = [row for row in rows if not (row.sockets or row.alone)]
        outcomes = judge(Url("udp", "::1", port), quick, 5 * PATIENCE, given={"udp.service": "echo"})
    assert outcomes
    assert told(outcomes) == {}
