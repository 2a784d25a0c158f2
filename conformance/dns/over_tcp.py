"""Exchanges over TCP that may come to nothing: where nobody may listen, and where silence and a close are legal."""

from __future__ import annotations

from conformance.dns.message import SILENT, Message
from conformance.dns.peer import Dns
from conformance.dns.reader import read
from conformance.dns.shown import described
from conformance.dns.stream_peer import LENGTH, DnsStream
from conformance.harness.net.stream import RST, SILENCE
from conformance.model import TargetGone


def ask_over_tcp(dns: Dns) -> Message:
    """The reply to the plainest query over TCP; ``SILENT`` if there is none, or no connection."""
    try:
        return dns.stream(known=False).ask()
    except TargetGone:
        dns.attempt.observed(f"{RST}: no connection is accepted")
        return SILENT


MOST = 1 << 20  # octets that are read of what may come


def tolerated_over_tcp(dns: Dns, stream: DnsStream, octets: bytes) -> list[Message]:
    """Send octets to which silence and a close are legal; return what came for them.

    ``stream.ended`` is ``FIN`` or ``RST`` where the connection was closed, else ``SILENCE``. A plain query on a further
    connection, whose reply and a short time after it decide, must be answered, or the case fails.
    """
    stream.send(octets)
    other = stream.another()
    served = bool(other.ask())
    arrived, stream.ended = b"", ""
    while served and not stream.ended and len(arrived) < MOST:
        received = stream.arrives_within(dns.quiet_time)
        if isinstance(received, bytes):
            arrived += received
        else:
            stream.ended = received
    replies = messages_in(arrived)
    seen = "; ".join([*map(described, replies), stream.ended or "more octets"])
    how = seen if served else "a plain query on a further connection is not answered"
    dns.attempt.observed(how, silent=not served and other.ended == SILENCE)
    assert served, "a plain query on a further connection is not answered"
    return replies


def messages_in(octets: bytes) -> list[Message]:
    """The messages that octets of a stream are made of; the last one may be cut."""
    messages, at = list[Message](), 0
    while at < len(octets):
        end = at + LENGTH + int.from_bytes(octets[at : at + LENGTH], "big")
        messages.append(read(octets[at + LENGTH : end], over_tcp=True))
        at = end
    return messages
