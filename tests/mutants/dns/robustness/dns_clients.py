"""Mutants for robustness  Clients over TCP that leave, and what is left of the server"""

from __future__ import annotations

from conformance.dns.robustness.test_dns_tcp_clients import HALF_CLOSED, SERVES_THE_NEXT
from reference_impls.sansio import Eof, Wait
from tests.mutants import mutant
from tests.mutants.dns.rfc7766 import OfServer, Sharing


class _WaitsForever(OfServer):
    """Does not take the end of what a client sends for its end, and keeps the server busy."""

    def run(self) -> Wait:
        try:
            yield from super().run()
        except Eof:
            self.server.busy += 1
            try:
                while True:
                    yield
            finally:
                self.server.busy -= 1


@mutant(HALF_CLOSED)
class WaitsAfterTheEnd(Sharing):
    """Calls recv() again and again, in its only thread, where a client has ended its side."""

    stream = _WaitsForever

    def respond_over_tcp(self, message: bytes) -> bytes | None:
        return None if self.busy else super().respond_over_tcp(message)


class _AnswersWhatWasBegun(OfServer):
    def run(self) -> Wait:
        try:
            yield from super().run()
        except Eof:
            if len(self._in) > 2:
                self.send(self.framed(self.respond(bytes(self._in)) or b""))


@mutant(HALF_CLOSED)
class AnswersWhatWasBegun(Sharing):
    """Takes what has come of a message for all of it where a client has ended its side."""

    stream = _AnswersWhatWasBegun


class _HasAPlace(OfServer):
    """One of ten places, which is given back only where a connection ends as it is thought to."""

    replies = 0

    def run(self) -> Wait:
        self.server.count += 1
        if self.server.count > 10:
            yield from self.say_nothing()
        try:
            yield from super().run()
        except Eof:
            if not self.is_unexpected():
                self.server.count -= 1
        else:
            self.server.count -= 1

    def framed(self, message: bytes) -> bytes:
        self.replies += 1
        return super().framed(message)

    def is_unexpected(self) -> bool:
        return False


@mutant(SERVES_THE_NEXT)
class KeepsPlacesOfResets(Sharing):
    """Counts its clients, and does not count down where one resets."""

    stream = _HasAPlace


class _KeepsBegun(_HasAPlace):
    def is_unexpected(self) -> bool:
        return len(self._in) in (1, 13)  # half of a length, or of a header with more behind it


@mutant(SERVES_THE_NEXT)
class KeepsPlacesOfTheUnfinished(Sharing):
    """Counts its clients, and does not count down where one leaves in a message."""

    stream = _KeepsBegun


class _KeepsUnread(_HasAPlace):
    def is_unexpected(self) -> bool:
        return self.replies > 10


@mutant(SERVES_THE_NEXT)
class KeepsPlacesOfTheBusy(Sharing):
    """Counts its clients, and does not count down where one leaves that has asked often."""

    stream = _KeepsUnread


class _KeepsSilent(_HasAPlace):
    def is_unexpected(self) -> bool:
        return not self.replies


@mutant(SERVES_THE_NEXT)
class KeepsPlacesOfTheSilent(Sharing):
    """Counts its clients, and does not count down where one leaves that has asked nothing."""

    stream = _KeepsSilent
