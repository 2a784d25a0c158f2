"""Liars of WebSocket: some lie about opening handshakes, the others, once the handshake is done, about frames.

Both are honest to the baseline exchange, a plain handshake and a ping, and to the manifest.
"""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterator

from conformance.websocket.handshake import accept_of
from conformance.websocket.wire import CLOSE, PING, PONG, TEXT, UNMASKED, Frame, FrameReader, close_payload, frame
from reference_impls.sansio import Connection
from reference_impls.shells import threads
from tests.kit.protocols import Core
from tests.liars.lie import Lie, drip

MANIFEST = re.compile(rb"GET /\.well-known/conformance HTTP/1\.1\r\n.*", re.DOTALL)
PLAIN = (
    rb"GET / HTTP/1\.1\r\nHost: [0-9.:]+\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    rb"Sec-WebSocket-Key: (?P<key>[+/0-9A-Za-z]{22}==)\r\nSec-WebSocket-Version: 13\r\n(Origin: [!-~]+\r\n)?"
)
HANDSHAKE = re.compile(PLAIN + rb"\r\n")
HANDSHAKE_AND_MORE = re.compile(PLAIN + rb"(?:[!-~]+: [ -~]*\r\n)*\r\n")
BASELINE_PING = re.compile(rb"hello:.{8}", re.DOTALL)
SWITCH = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n"
)
LIMIT = 1 << 64  # octets of a frame: whatever may be declared

# about opening handshakes


def refuses(sock: socket.socket, octets: bytes) -> None:
    """Answers every handshake with 400."""
    sock.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def serves_pages(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 200, and keeps the connection."""
    while octets:
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        octets = sock.recv(65536)


def fails_inside(sock: socket.socket, octets: bytes) -> None:
    """Answers everything with 500."""
    sock.sendall(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def lets_everything_in(sock: socket.socket, octets: bytes) -> None:
    """Switches for every request, with the right accept for the first key there is; then answers pings."""
    sock.sendall(SWITCH % _accept(octets) + b"\r\n")
    answers_pings(sock, sock.recv(65536))


def agrees_to_everything(sock: socket.socket, octets: bytes) -> None:
    """Switches for every request, and sends its offers back as they came, or offers of its own."""
    lines = re.findall(rb"(?i)sec-websocket-(?:protocol|extensions):[^\r\n]*\r\n", octets)
    sock.sendall(SWITCH % _accept(octets) + b"".join(lines or [b"Sec-WebSocket-Protocol: own\r\n"]) + b"\r\n")
    answers_pings(sock, sock.recv(65536))


def accepts_wrongly(sock: socket.socket, octets: bytes) -> None:
    """Switches for every request, with an accept that is not for its key."""
    sock.sendall(SWITCH % accept_of(b"another") + b"\r\n")
    answers_pings(sock, sock.recv(65536))


# about frames, and about handshakes too


def ignores(sock: socket.socket, octets: bytes) -> None:
    """Reads everything and says nothing."""
    while sock.recv(65536):
        continue


def answers_pings(sock: socket.socket, octets: bytes) -> None:
    """Answers every ping, and does nothing else, whatever comes."""
    for one in _frames(sock, octets):
        if one.opcode == PING:
            sock.sendall(frame(PONG, one.payload[:125], mask=UNMASKED))


def echoes_frames(sock: socket.socket, octets: bytes) -> None:
    """Answers pings, and sends every other frame back as it came, were it ever so wrong."""
    for one in _frames(sock, octets):
        opcode = PONG if one.opcode == PING else one.opcode
        sock.sendall(frame(opcode, one.payload, fin=one.fin, rsv=one.rsv, mask=UNMASKED))


def mirrors(sock: socket.socket, octets: bytes) -> None:
    """Sends back the very octets that it gets."""
    while octets:
        sock.sendall(octets)
        octets = sock.recv(65536)


def closes_normally(sock: socket.socket, octets: bytes) -> None:
    """Closes on everything, with 1000."""
    sock.sendall(frame(CLOSE, close_payload(1000), mask=UNMASKED))


def closes_with_an_error(sock: socket.socket, octets: bytes) -> None:
    """Closes on everything, with 1002."""
    sock.sendall(frame(CLOSE, close_payload(1002), mask=UNMASKED))


def closes_and_stays(sock: socket.socket, octets: bytes) -> None:
    """Sends a Close for every segment, and leaves the connection open."""
    while octets:
        sock.sendall(frame(CLOSE, close_payload(1000), mask=UNMASKED))
        octets = sock.recv(65536)


def hangs_up(sock: socket.socket, octets: bytes) -> None:
    """Closes the TCP connection on everything."""


def resets(sock: socket.socket, octets: bytes) -> None:
    """Resets the connection on everything."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def babbles(sock: socket.socket, octets: bytes) -> None:
    """Answers with octets that are neither HTTP nor frames."""
    sock.sendall(bytes(range(255, -1, -1)))


def drips(sock: socket.socket, octets: bytes) -> None:
    """Sends a long message, one octet a second."""
    drip(sock, frame(TEXT, b"drip" * 20, mask=UNMASKED))


def never_stops(sock: socket.socket, octets: bytes) -> None:
    """Sends messages without end."""
    while True:
        sock.sendall(frame(TEXT, b"more", mask=UNMASKED) * 1000)


ABOUT_HANDSHAKES: tuple[Lie, ...] = (
    refuses,
    serves_pages,
    fails_inside,
    lets_everything_in,
    agrees_to_everything,
    accepts_wrongly,
)
ABOUT_FRAMES: tuple[Lie, ...] = (
    ignores,
    answers_pings,
    echoes_frames,
    mirrors,
    closes_normally,
    closes_with_an_error,
    closes_and_stays,
    hangs_up,
    resets,
    babbles,
    drips,
    never_stops,
)
LIES = ABOUT_HANDSHAKES + ABOUT_FRAMES
SILENT = ignores  # the benchmarks measure a run on it


def is_honest_to(octets: bytes, lie: Lie) -> bool:
    """Whether the first octets on a connection are answered as the reference would."""
    honest = HANDSHAKE if lie in ABOUT_HANDSHAKES else HANDSHAKE_AND_MORE
    return bool(MANIFEST.fullmatch(octets) or honest.fullmatch(octets))


def honest(sock: socket.socket, octets: bytes, core: Core, lie: Lie) -> None:
    """Serve to the end where nothing is to be lied about; else shake hands, and answer the ping of the baseline."""
    connection = core()
    if lie in ABOUT_HANDSHAKES or MANIFEST.fullmatch(octets):
        _serve(sock, octets, connection)
        return
    connection.to_send()
    connection.receive(octets)
    threads.send_all(sock, connection)
    while octets := sock.recv(65536):
        reader = FrameReader(LIMIT)
        reader.feed(octets)
        first = reader.next()
        if not first or first.opcode != PING or not BASELINE_PING.fullmatch(first.payload) or reader.rest:
            lie(sock, octets)
            return
        sock.sendall(frame(PONG, first.payload, mask=UNMASKED))


def _serve(sock: socket.socket, octets: bytes, connection: Connection) -> None:
    connection.to_send()
    while not connection.closing:
        connection.receive(octets)
        threads.send_all(sock, connection)
        octets = b"" if connection.closing else sock.recv(65536)


def _frames(sock: socket.socket, octets: bytes) -> Iterator[Frame]:
    """The frames on a connection, as far as they can be told apart."""
    reader = FrameReader(LIMIT)
    while octets:
        reader.feed(octets)
        while one := reader.next():
            yield one
        octets = sock.recv(65536)


def _accept(octets: bytes) -> bytes:
    found = re.search(rb"(?i)sec-websocket-key:[ \t]*([^\r\n]*?)[ \t]*\r\n", octets)
    return accept_of(found[1] if found else b"")
