"""Streams to the scripted targets."""

from __future__ import annotations

from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.socket_stream import SocketStream
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from tests.kit.servers import Server


def stream_to(server: Server, patience: float = 1.0, window: int = 0) -> SocketStream:
    """An open stream; ``window`` is the size of its receive buffer, 0 leaves that to the kernel."""
    url = Url("http", "127.0.0.1", server.port)
    return SocketStream(url, Transcript(), patience, 1, None, window, clock=SYSTEM_CLOCK)
