"""RFC 7766 section 6.2.3  Idle Timeouts"""

from __future__ import annotations

import pytest

from conformance.dns.peer import Dns
from conformance.dns.rfc7766 import RFC7766
from conformance.dns.rfc7766.test_06_2_1_connection_reuse import REUSE
from conformance.harness.net.stream import SILENCE
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC7766.section("6.2.3", "Idle Timeouts")

IDLE = 1.0  # seconds: "on the order of seconds" is at least one

SECONDS = section.should(
    "open-for-seconds",
    role=SERVER,
    text="Keep an idle connection open for some seconds.",
    hint="Set the timeout of the socket to some seconds, and close only when it has passed without a query.",
    rests_on=(REUSE,),
)


@verifies(SECONDS)
@pytest.mark.alone
@pytest.mark.parametrize("asks", [0, 1], ids=["before a query", "after a reply"])
def test_an_idle_connection_is_open_for_a_second(dns: Dns, asks: int) -> None:
    """By itself: a server that has many connections at the time may close idle ones at once."""
    stream = dns.stream().another()
    for _ in range(asks):
        assert stream.ask()
    assert stream.arrives_within(IDLE) == SILENCE


BY_WHOLE_MESSAGES = section.should(
    "idle-until-a-whole-message",
    role=SERVER,
    text="Begin to count the idle time anew when a whole message has come, and not with every octet.",
    hint="Note the time of the last whole message, and close when the connection has had none for too long.",
    untestable="how long a connection may be idle is free, and nobody says it",
)
