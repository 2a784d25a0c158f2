"""Mutants for RFC 864  TCP Based Character Generator Service"""

from __future__ import annotations

from itertools import count

from conformance.tcp.rfc864.test_tcp_based_character_generator_service import (
    ANY_END,
    GOES_ON,
    INPUT_IS_IGNORED,
    STOPS_WITH_THE_READER,
)
from conformance.tcp.robustness.test_tcp_survival import SERVES_THE_NEXT
from reference_impls.sansio import Wait
from reference_impls.services.chargen import ChargenOverTcp, line
from tests.mutants import mutant
from tests.mutants.tcp import Sharing


@mutant(GOES_ON)
class SendsOneLine(ChargenOverTcp):
    """Sends one line, and closes."""

    def run(self) -> Wait:
        self.send(line(0))
        yield from self.flush()


@mutant(GOES_ON)
class StopsAtTheEndOfThePattern(ChargenOverTcp):
    """Sends each line of the pattern once."""

    def run(self) -> Wait:
        for number in range(95):
            self.send(line(number))
            yield from self.flush()


@mutant(GOES_ON)
class StopsAt8Mebibytes(ChargenOverTcp):
    """Closes when it has sent 8 MiB."""

    def run(self) -> Wait:
        for number in range((8 << 20) // len(line(0))):
            self.send(line(number))
            yield from self.flush()


@mutant(INPUT_IS_IGNORED)
class StopsAtInput(ChargenOverTcp):
    """Closes when the client has sent something."""

    def run(self) -> Wait:
        for number in count():
            if self._in or self._eof:
                return
            self.send(line(number))
            yield from self.flush()


@mutant(STOPS_WITH_THE_READER)
class HasNoPatience(ChargenOverTcp):
    """Closes a connection on which nothing could be sent for a tenth of a second."""

    patience = 0.1


@mutant(ANY_END, also={SERVES_THE_NEXT: "it says the same of clients of all services"})
class IsNotPreparedForAnAbort(Sharing, ChargenOverTcp):
    """Serves nobody any more when a client has aborted its connection."""

    def run(self) -> Wait:
        if self.shared.get("aborted"):
            yield from self.say_nothing()
        try:
            yield from super().run()
        except GeneratorExit:  # the shell has closed the connection in the middle
            self.shared["aborted"] = not self._eof
