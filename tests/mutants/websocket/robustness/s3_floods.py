"""Mutants for small frames without number."""

from __future__ import annotations

from conformance.websocket.robustness.test_3_large_and_many_floods import FRAGMENTS, PINGS
from reference_impls.sansio import Wait
from reference_impls.websocket.frames import Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(FRAGMENTS)
class KeepsSomeFragments(WebSocketServer):
    """Leaves out of a message what comes after 1500 fragments."""

    def add_payload(self, message: Message, octets: bytes) -> None:
        if message.fragments <= 1500:
            super().add_payload(message, octets)


@mutant(FRAGMENTS)
class WaitsForTheEnd(WebSocketServer):
    """Answers nothing within a message of more than half a megabyte until its last fragment is there."""

    def read_data(self, head: Head, message: Message) -> Wait:
        yield from super().read_data(head, message)
        if len(message.payload) > 1 << 19 and not head.fin:
            yield from self.read_exactly(1 << 25)


@mutant(PINGS)
class IsWearyOfPings(WebSocketServer):
    """Answers 500 pings of a connection."""

    pings = 0

    def pinged(self, payload: bytes) -> None:
        self.pings += 1
        if self.pings <= 500:
            super().pinged(payload)
