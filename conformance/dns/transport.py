"""How DNS servers are reached: by datagrams, and by streams to the same port."""

from __future__ import annotations

import shlex

from conformance.dns.codes import CLASSES, RD, TYPES
from conformance.dns.names import text_of
from conformance.dns.reader import HEADER, read
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.transport import DATAGRAMS, STREAMS, DatagramSockets, Transport
from conformance.harness.net.url import Url


class DnsSockets(DatagramSockets):
    """UDP and TCP, with the commands of DNS to repeat what was sent."""

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """A line for ``dig`` where it can say what was sent; else the octets, printed into ``nc``.

        Plain queries that were sent beside one other message only show whether the target is still there.
        """
        sent = dict.fromkeys(entry.octets for entry in transcript.entries if entry.mark == ">" and not entry.note)
        lines = {octets: dig(octets, url) for octets in sent}
        odd = [octets for octets, line in lines.items() if not line]
        if not odd:
            return next(iter(lines.values())) if len(lines) == 1 else ""
        if len(odd) > 1:
            return ""
        of_one = Transcript(transcript.clock)
        of_one.datagram(">", 1, odd[0])
        transport: Transport = STREAMS if is_framed(odd[0]) else DATAGRAMS
        return transport.by_hand(of_one, url, tls)


def is_framed(octets: bytes) -> bool:
    """Whether octets begin with the length of the rest, as over TCP."""
    return len(octets) > HEADER and int.from_bytes(octets[:2], "big") == len(octets) - 2


def dig(octets: bytes, url: Url) -> str:
    """The line for ``dig`` that sends such a query, but for its identifier; empty if it cannot say it."""
    over_tcp = is_framed(octets)
    query = read(octets[2:] if over_tcp else octets)
    plain = query.is_whole and not query.records and len(query.questions) == 1 and not query.flags & ~RD
    if not plain or query.questions[0].klass not in CLASSES or query.questions[0].name.pointers:
        return ""
    asked = query.questions[0]
    words = ["dig", f"@{url.host}", "-p", str(url.port), "-q", text_of(asked.name.labels)]
    words += ["-t", TYPES.get(asked.type, f"TYPE{asked.type}"), "-c", CLASSES[asked.klass]]
    words += ["+rec" if query.rd else "+norec", "+noedns", "+noad", "+qr", *(["+tcp"] if over_tcp else ["+ignore"])]
    return shlex.join(words)


DNS_SOCKETS = DnsSockets()
