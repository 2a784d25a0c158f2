"""Liars of HTTP; each is honest to the plainest requests: the baseline exchange and the manifest."""

from __future__ import annotations

import re

from reference_impls.sansio import Needs
from tests.liars.liar import Liar

HONEST = re.compile(rb"GET (/|/\.well-known/conformance) HTTP/1\.1\r\nHost: [0-9.:]+\r\n(Connection: close\r\n)?\r\n")
OK = b"HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nContent-Length: %d\r\n\r\n%s"
NO = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def for_each_request(answer: bytes, octets: bytes) -> bytes:
    """One answer for each request line that the octets seem to hold."""
    return answer * max(1, octets.count(b" HTTP/1."))


class HttpLiar(Liar):
    """A liar of HTTP."""

    protocol = "http"
    honest_to = (HONEST,)

    def be_honest(self, octets: bytes) -> Needs:
        """Give one good answer; what follows on the connection is lied to."""
        reference = self.reference()
        self.hand_to(reference, octets)
        if reference.closing:
            return b""
        self.patience = 5.0
        return (yield from self.read_some())


class Succeeds(HttpLiar):
    """Answers everything with 200, and keeps the connection."""

    def answer(self, octets: bytes) -> bytes:
        return for_each_request(OK % (2, b"ok"), octets)


class SucceedsAndCloses(HttpLiar):
    """Answers 200 once, and closes."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return (OK % (2, b"ok")).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


class Echoes(HttpLiar):
    """Answers 200 with all the octets of the request, head included, as content."""

    def answer(self, octets: bytes) -> bytes:
        return OK % (len(octets), octets)


class Mirrors(HttpLiar):
    """Sends back the very octets that it gets."""

    def answer(self, octets: bytes) -> bytes:
        return octets


class Rejects(HttpLiar):
    """Answers everything with 400, and closes."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return NO


class RejectsAndStays(HttpLiar):
    """Answers everything with 400, and keeps the connection."""

    def answer(self, octets: bytes) -> bytes:
        return for_each_request(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", octets)


class Fails(HttpLiar):
    """Answers everything with 500, and keeps the connection."""

    def answer(self, octets: bytes) -> bytes:
        return for_each_request(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", octets)


class IsSilent(HttpLiar):
    """Reads everything and answers nothing."""


class Closes(HttpLiar):
    """Closes at once."""

    stays = False


class Resets(HttpLiar):
    """Resets the connection."""

    def answer(self, octets: bytes) -> bytes:
        raise ConnectionResetError


class Babbles(HttpLiar):
    """Answers with octets that are not HTTP."""

    stays = False

    def answer(self, octets: bytes) -> bytes:
        return bytes(range(256))


LIES: tuple[type[Liar], ...] = (
    Succeeds,
    SucceedsAndCloses,
    Echoes,
    Mirrors,
    Rejects,
    RejectsAndStays,
    Fails,
    IsSilent,
    Closes,
    Resets,
    Babbles,
)

SILENT = IsSilent  # the benchmarks measure a run on it
