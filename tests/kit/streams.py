"""Streams to the scripted targets."""

from __future__ import annotations

from conformance.harness.net.stream import Stream
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from tests.kit.servers import Server


def stream_to(server: Server, patience: float = 1.0, window: int = 0) -> Stream:
    """An open stream; ``window`` limits what it takes at a time, 0 leaves that to the kernel."""
    return Stream(Url("http", "127.0.0.1", server.port), Transcript(), patience, 1, None, window)
