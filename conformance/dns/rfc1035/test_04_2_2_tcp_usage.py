"""RFC 1035 section 4.2.2  TCP usage"""

from __future__ import annotations

from conformance.dns.peer import Dns
from conformance.dns.rfc1035 import RFC1035
from conformance.harness.net.stream import FIN, SILENCE
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("4.2.2", "TCP usage")

LENGTH = section.implied(
    "length-of-message",
    role=SERVER,
    text="Begin each message over TCP with its length in two octets, these two not counted.",
    hint="Send struct.pack('!H', len(message)) + message: the length is big-endian, and excludes its own two octets.",
)


@verifies(LENGTH)
def test_the_length_is_that_of_the_message(dns: Dns) -> None:
    stream = dns.stream()
    assert stream.ask()
    assert stream.arrives_within(dns.quiet_time) in (SILENCE, FIN)
