"""Liars of HTTP; each is honest to the plainest requests: the baseline exchange and the manifest."""

from __future__ import annotations

import re
import socket
import struct

from reference_impls.shells import threads
from tests.kit.protocols import Core
from tests.liars.lie import Lie, drip

HONEST = re.compile(rb"GET (/|/\.well-known/conformance) HTTP/1\.1\r\nHost: [0-9.:]+\r\n(Connection: close\r\n)?\r\n")
OK = b"HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nContent-Length: %d\r\n\r\n%s"
NO = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def _answer_each(sock: socket.socket, octets: bytes, answer: bytes) -> None:
    """One answer for each request line that a chunk seems to hold, for ever."""
    while octets:
        sock.sendall(answer * max(1, octets.count(b" HTTP/1.")))
        octets = sock.recv(65536)


def succeeds(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 200, and keeps the connection."""
    _answer_each(sock, octets, OK % (2, b"ok"))


def succeeds_and_closes(sock: socket.socket, octets: bytes) -> None:
    """Answers 200 once, and closes."""
    sock.sendall((OK % (2, b"ok")).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))


def echoes(sock: socket.socket, octets: bytes) -> None:
    """Answers 200 with all the octets of the request, head included, as content."""
    while octets:
        sock.sendall(OK % (len(octets), octets))
        octets = sock.recv(65536)


def mirrors(sock: socket.socket, octets: bytes) -> None:
    """Sends back the very octets that it gets."""
    while octets:
        sock.sendall(octets)
        octets = sock.recv(65536)


def rejects(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 400, and closes."""
    sock.sendall(NO)


def rejects_and_stays(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 400, and keeps the connection."""
    _answer_each(sock, octets, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def fails(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 500, and keeps the connection."""
    _answer_each(sock, octets, b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")


def is_silent(sock: socket.socket, octets: bytes) -> None:
    """Reads everything and answers nothing."""
    while sock.recv(65536):
        continue


def closes(sock: socket.socket, octets: bytes) -> None:
    """Closes at once."""


def resets(sock: socket.socket, octets: bytes) -> None:
    """Resets the connection."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def babbles(sock: socket.socket, octets: bytes) -> None:
    """Answers with octets that are not HTTP."""
    sock.sendall(bytes(range(256)))


def drips(sock: socket.socket, octets: bytes) -> None:
    """Sends a good answer, one octet a second."""
    drip(sock, OK % (2, b"ok"))


def never_stops(sock: socket.socket, octets: bytes) -> None:
    """Sends a field section that has no end."""
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        sock.sendall(b"X: y\r\n" * 1000)


LIES: tuple[Lie, ...] = (
    succeeds,
    succeeds_and_closes,
    echoes,
    mirrors,
    rejects,
    rejects_and_stays,
    fails,
    is_silent,
    closes,
    resets,
    babbles,
    drips,
    never_stops,
)

SILENT = is_silent  # the benchmarks measure a run on it


def is_honest_to(octets: bytes, lie: Lie) -> bool:
    """Whether the first octets on a connection are answered as the reference would."""
    return HONEST.fullmatch(octets) is not None


def honest(sock: socket.socket, octets: bytes, core: Core, lie: Lie) -> None:
    """One good answer; what follows on the connection is lied to."""
    connection = core()
    connection.to_send()
    connection.receive(octets)
    threads.send_all(sock, connection)
    if not connection.closing:
        sock.settimeout(5)
        if octets := sock.recv(65536):
            lie(sock, octets)
