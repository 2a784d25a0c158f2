"""The echo servers of Twisted's documentation: `python app_echo_twisted.py tcp|udp PORT`."""

from __future__ import annotations

import sys

from twisted.internet import reactor
from twisted.internet.protocol import DatagramProtocol, Factory, Protocol


class Stream(Protocol):  # type: ignore[misc]
    """One connection."""

    def dataReceived(self, data: bytes) -> None:
        """Send back what arrives."""
        self.transport.write(data)


class Datagram(DatagramProtocol):  # type: ignore[misc]
    """A socket."""

    def datagramReceived(self, datagram: bytes, addr: tuple[str, int]) -> None:
        """Send the datagram back."""
        self.transport.write(datagram, addr)


if __name__ == "__main__":
    port = int(sys.argv[2])
    if sys.argv[1] == "tcp":
        reactor.listenTCP(port, Factory.forProtocol(Stream), interface="127.0.0.1")
    else:
        reactor.listenUDP(port, Datagram(), interface="127.0.0.1")
    reactor.run()
