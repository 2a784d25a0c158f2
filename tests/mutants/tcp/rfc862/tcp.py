"""Mutants for RFC 862  TCP Based Echo Service"""

from __future__ import annotations

from conformance.tcp.rfc862.test_tcp_based_echo_service import (
    BEFORE_THE_END,
    ENDS_TOO,
    GOES_ON,
    NOTHING_ELSE,
    OCTETS_COME_BACK,
    TO_ITS_SOURCE,
    URGENT,
)
from reference_impls.sansio import Eof, TimedOut, Wait
from reference_impls.services.echo import EchoOverTcp
from tests.mutants import mutant
from tests.mutants.tcp import Counting, Sharing

SMALL = 1024  # octets of a buffer of fixed size


@mutant(GOES_ON)
class ReadsOnce(EchoOverTcp):
    """Reads once, sends that back, and closes."""

    def run(self) -> Wait:
        self.send((yield from self.read_some())[:SMALL])
        yield from self.flush()


@mutant(GOES_ON)
class AnswersOnce(EchoOverTcp):
    """Sends back what it reads first, and then reads without an answer."""

    answered = False

    def answer(self, octets: bytes) -> bytes:
        answer, self.answered = b"" if self.answered else octets, True
        return answer


@mutant(GOES_ON)
class ServesTenTexts(EchoOverTcp):
    """Closes after ten reads."""

    reads = 0

    def answer(self, octets: bytes) -> bytes:
        self.reads += 1
        if self.reads > 10:
            raise Eof
        return octets


@mutant(GOES_ON, also={OCTETS_COME_BACK: "a client that does not read for a while is idle, too"})
class GivesUpIdleClients(EchoOverTcp):
    """Closes a connection on which nothing arrives for a tenth of a second."""

    patience = 0.1


@mutant(OCTETS_COME_BACK)
class EchoesText(EchoOverTcp):
    """Decodes what it receives, and sends back the text."""

    def answer(self, octets: bytes) -> bytes:
        return octets.decode("utf-8", "replace").encode()


@mutant(OCTETS_COME_BACK)
class CutsWhatItReads(EchoOverTcp):
    """Sends back 1,024 octets of what it reads at a time, and loses the others."""

    def answer(self, octets: bytes) -> bytes:
        return octets[:SMALL]


@mutant(OCTETS_COME_BACK)
class SwapsHalves(EchoOverTcp):
    """Sends what it reads at a time in two parts, the second one first if there are many octets."""

    def answer(self, octets: bytes) -> bytes:
        return octets if len(octets) <= SMALL else octets[SMALL:] + octets[:SMALL]


@mutant(OCTETS_COME_BACK)
class EndsStringsAtZero(EchoOverTcp):
    """Sends back what stands before the first zero, as strcpy() does."""

    def answer(self, octets: bytes) -> bytes:
        return octets.partition(b"\0")[0]


@mutant(OCTETS_COME_BACK)
class TrimsLineEnds(EchoOverTcp):
    """Removes CR before LF."""

    def answer(self, octets: bytes) -> bytes:
        return octets.replace(b"\r\n", b"\n")


@mutant(OCTETS_COME_BACK)
class UnderstandsTelnet(EchoOverTcp):
    """Takes three octets that begin with 255 for a command of Telnet, and does not send them back."""

    def answer(self, octets: bytes) -> bytes:
        return b"" if len(octets) == 3 and octets[:1] == b"\xff" else octets


@mutant(OCTETS_COME_BACK)
class EndsTheSession(EchoOverTcp):
    """Closes the connection on a line that says quit, or on 4 (EOT), as a terminal does."""

    def answer(self, octets: bytes) -> bytes:
        if octets.strip() in (b"quit", b"\x04"):
            raise Eof
        return octets


@mutant(OCTETS_COME_BACK)
class WaitsForLines(EchoOverTcp):
    """Sends back whole lines only, once there has been one."""

    rest, had_line = b"", False

    def answer(self, octets: bytes) -> bytes:
        self.had_line = self.had_line or b"\n" in octets
        if not self.had_line:
            return octets
        lines, end, self.rest = (self.rest + octets).rpartition(b"\n")
        return lines + end


@mutant(OCTETS_COME_BACK)
class CountsInSixteenBits(Counting, EchoOverTcp):
    """Loses octets once it has sent back 65,536 of them on a connection."""

    def answer(self, octets: bytes) -> bytes:
        return octets if self.counted(octets) <= 1 << 16 else octets[1:]


@mutant(OCTETS_COME_BACK)
class StopsAt32Mebibytes(Counting, EchoOverTcp):
    """Closes a connection on which it has received 32 MiB."""

    def answer(self, octets: bytes) -> bytes:
        if self.counted(octets) > 32 << 20:
            raise Eof
        return octets


@mutant(OCTETS_COME_BACK)
class ResetsClientsThatDoNotRead(EchoOverTcp):
    """Gives up a client that does not read for a tenth of a second, with all that is still to be sent."""

    patience = 0.1

    def run(self) -> Wait:
        while True:
            try:
                yield from super().run()
            except TimedOut:
                continue
            return


@mutant(BEFORE_THE_END)
class ForgetsWhatItCollects(EchoOverTcp):
    """Collects octets for ten milliseconds before it sends them, and forgets them when the client ends its side."""

    patience = 0.01

    def run(self) -> Wait:
        collected = b""
        while True:
            try:
                collected += yield from self.read_some()
            except TimedOut:
                self.send(collected)
                collected = b""
                yield from self.flush()


@mutant(NOTHING_ELSE)
class SaysThatItIsThere(EchoOverTcp):
    """Sends a line where a client sends nothing for a twentieth of a second after it has connected."""

    patience = 0.05

    def run(self) -> Wait:
        try:
            yield from self.peek()
        except TimedOut:
            self.send(b"Are you there?\r\n")
        self.patience = 60.0
        yield from super().run()


@mutant(NOTHING_ELSE)
class SaysGoodbye(EchoOverTcp):
    """Sends a line when the client has ended its side."""

    def run(self) -> Wait:
        yield from super().run()
        self.send(b"Goodbye.\r\n")


@mutant(NOTHING_ELSE)
class PromptsAfterLines(EchoOverTcp):
    """Sends a prompt after each line, when it has sent that back."""

    def answer(self, octets: bytes) -> bytes:
        return octets + b"> " if octets == b"a line\r\n" else octets


@mutant(TO_ITS_SOURCE)
class HasOneBuffer(Sharing, EchoOverTcp):
    """Keeps a hundred octets of any client, and sends them to the next one that sends as many while both are there."""

    def run(self) -> Wait:
        yield from super().run()
        self.shared.clear()

    def answer(self, octets: bytes) -> bytes:
        if len(octets) != 100:
            return octets
        answer: bytes = self.shared.get("octets", octets)
        self.shared["octets"] = octets
        return answer


@mutant(ENDS_TOO)
class ForgetsToClose(EchoOverTcp):
    """Stops reading at the end, and leaves the connection open."""

    patience = None

    def run(self) -> Wait:
        yield from super().run()
        while True:
            yield


@mutant(URGENT)
class TakesAnInterruption(EchoOverTcp):
    """Throws away what comes right after urgent data, as Telnet does."""

    def answer(self, octets: bytes) -> bytes:
        return b"" if octets in (b"after", b"!after") else octets
