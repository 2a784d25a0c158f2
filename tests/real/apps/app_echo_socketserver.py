"""An echo on the standard library's socketserver, a thread each: `python app_echo_socketserver.py tcp|udp PORT`."""

from __future__ import annotations

import socketserver
import sys


class Stream(socketserver.BaseRequestHandler):
    """One connection."""

    def handle(self) -> None:
        """Send back what arrives."""
        while octets := self.request.recv(65536):
            self.request.sendall(octets)


class Datagram(socketserver.BaseRequestHandler):
    """One datagram."""

    def handle(self) -> None:
        """Send the datagram back."""
        octets, sock = self.request
        sock.sendto(octets, self.client_address)


class TcpServer(socketserver.ThreadingTCPServer):
    """A server on a port that connections in TIME-WAIT may have."""

    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    place = ("127.0.0.1", int(sys.argv[2]))
    server = TcpServer(place, Stream) if sys.argv[1] == "tcp" else socketserver.ThreadingUDPServer(place, Datagram)
    with server:
        server.serve_forever()
