"""What several cases over TCP do: many queries at once, connections that say nothing, readers that do not read."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from conformance.dns.bounds import STRAY
from conformance.dns.message import Message
from conformance.dns.over_tcp import MOST, messages_in
from conformance.dns.peer import Dns
from conformance.dns.stream_peer import LENGTH, DnsStream
from conformance.dns.wire import Query, number
from conformance.model import Endless, TargetGone

FRAMED_QUERY = 19  # octets of the shortest query with its length: for the root
WINDOW = 16 * 1024  # octets of the receive buffer of a client that reads slowly
UNREAD = 4 << 20  # octets of replies that a client leaves unread: more than the buffers of both systems have room for
MOST_QUERIES = 10_000  # that such a client sends: a slow server needs seconds for more
A_WHILE = 0.15  # seconds in which a server takes nothing, and is thought to wait


def framed(octets: bytes) -> bytes:
    """A message with its length before it."""
    return number(len(octets)) + octets


def pipelined(stream: DnsStream, queries: Sequence[Query]) -> list[Message]:
    """Send queries at once; return as many messages, or fewer, in the order in which they came."""
    stream.send_message(*(query.octets for query in queries))
    return stream.receive_many(len(queries))


def missing(queries: Sequence[Query], replies: Sequence[Message]) -> list[int]:
    """The numbers of the queries to which no reply came; replies may come in any order (RFC 7766 section 7)."""
    ids = {reply.id for reply in replies}
    return [n for n, query in enumerate(queries, 1) if query.id not in ids]


def replies_until(stream: DnsStream, good: Query) -> list[Message]:
    """What comes up to the reply to a plain query, or to the end of the connection."""
    replies = list[Message]()
    while message := stream.receive():
        replies.append(message)
        if message.id == good.id:
            break
        if len(replies) > STRAY:
            raise Endless(f"the target sent more than {STRAY} messages for one")
    return replies


def collected(dns: Dns, stream: DnsStream) -> list[Message]:
    """The messages that have come, or come within a short time, where silence and a close are legal."""
    arrived = b""
    while len(arrived) < MOST and isinstance(received := stream.arrives_within(dns.quiet_time), bytes):
        arrived += received
    return messages_in(arrived)


def begin(stream: DnsStream, octets: bytes) -> None:
    """Open a connection and send so many octets on it, or none."""
    other = stream.another()
    if octets:
        other.send(octets)


def begin_many(stream: DnsStream, octets: bytes, count: int) -> None:
    """Begin on so many connections, or on as many as the target accepts."""
    with contextlib.suppress(TargetGone):
        for _ in range(count):
            begin(stream, octets)


def leave_unread(dns: Dns) -> None:
    """Ask so often that the replies fill the buffers of both systems, and read none of them."""
    query = dns.query()
    reply = dns.stream().put(query)
    often = min(MOST_QUERIES, UNREAD // (LENGTH + len(reply.octets)) + 1)
    dns.stream(window=WINDOW).stream.offer(framed(query.octets) * often, A_WHILE)
