"""Robustness  Replies"""

from __future__ import annotations

from conformance.dns.codes import A
from conformance.dns.peer import Dns
from conformance.dns.robustness import ROBUSTNESS
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("replies", "Replies")

ONE_REPLY = section.robustness(
    "one-reply",
    role=SERVER,
    text="Send one reply to each query.",
    hint="Call sendto() once for each recvfrom(), and leave repetition to the client.",
)


@verifies(ONE_REPLY)
def test_a_query_is_answered_once(dns: Dns) -> None:
    """A network may double one datagram, but not each of three."""
    assert any(_is_answered_once(dns.another()) for _ in range(3))


def _is_answered_once(dns: Dns) -> bool:
    dns.send(dns.query(type=A).octets)
    return not (dns.receive() and dns.arrives_within(dns.quiet_time))
