"""How DNS servers are reached: by datagrams, and by streams to the same port."""

from __future__ import annotations

from conformance.dns.dig import dig, is_plain
from conformance.dns.reader import HEADER
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.transport import DATAGRAMS, STREAMS, DatagramSockets, Transport
from conformance.harness.net.url import Url


class DnsSockets(DatagramSockets):
    """UDP and TCP, with the commands of DNS to repeat what was sent."""

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """A line for ``dig`` or ``kdig`` where these can say what was sent; else the octets, printed into ``nc``.

        Plain queries that were sent beside one other message only show whether the target is still there.
        """
        sent = dict.fromkeys(entry.octets for entry in transcript.entries if entry.mark == ">" and not entry.note)
        shown = [octets for octets in sent if not is_plain(message_of(octets))] or list(sent)
        if len(shown) != 1:
            return ""
        over_tcp = is_framed(shown[0])
        if line := dig(message_of(shown[0]), url, over_tcp=over_tcp):
            return line
        of_one = Transcript(transcript.clock)
        of_one.datagram(">", 1, shown[0])
        transport: Transport = STREAMS if over_tcp else DATAGRAMS
        return transport.by_hand(of_one, url, tls)


def is_framed(octets: bytes) -> bool:
    """Whether octets begin with the length of the rest, as over TCP."""
    return len(octets) > HEADER and int.from_bytes(octets[:2], "big") == len(octets) - 2


def message_of(octets: bytes) -> bytes:
    """The message, without the length that it has over TCP."""
    return octets[2:] if is_framed(octets) else octets


DNS_SOCKETS = DnsSockets()
