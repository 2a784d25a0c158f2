"""Legal variants of the other small services: RFC 863 to 868 do not say in which words and in how many parts."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from itertools import count

from reference_impls.sansio import TimedOut, Wait
from reference_impls.services.chargen import ChargenOverTcp
from reference_impls.services.daytime import MONTHS, DaytimeOverTcp
from reference_impls.services.discard import DiscardOverTcp
from reference_impls.services.quote import QuoteOverTcp
from reference_impls.services.time_protocol import TimeOverTcp
from reference_impls.shells import threads
from tests.variants.variant import InSingleOctets, Variant, serve_one_at_a_time


class DiscardsInTurns(DiscardOverTcp):
    """Serves the next client when this one has gone."""


class DiscardsAndLeaves(DiscardOverTcp):
    """Closes its socket right after its FIN."""

    lingers = False


class GeneratesOctets(ChargenOverTcp):
    """Sends octets of any value: the data may be anything."""

    def run(self) -> Wait:
        for number in count():
            if self._eof:
                return
            self.send(bytes([number % 251]) * 300)
            yield from self.flush()


class GeneratesUntilTheClientIsGone(ChargenOverTcp):
    """Goes on sending after the client's FIN, as a server does that never reads."""

    def run(self) -> Wait:
        while True:
            self.send(b"0123456789ABCDEFGHIJ\r\n" * 50)
            yield from self.flush()


class GeneratesInTurns(ChargenOverTcp):
    """Serves the next client when this one has gone."""


class TellsTheDateAsInMail(DaytimeOverTcp):
    """Uses the other popular syntax, and ends the line by nothing."""

    def text(self) -> bytes:
        when = datetime.fromtimestamp(self.today(), UTC)
        return f"{when:%d} {MONTHS[when.month - 1][:3].upper()} {when:%y %H:%M:%S} PST".encode()


class TellsTheDateInSingleOctets(InSingleOctets, DaytimeOverTcp):
    """Sends one octet at a time."""


class TellsTheDateLate(DaytimeOverTcp):
    """Thinks for a fifth of a second first, and resets a client that has sent something meanwhile."""

    lingers, patience = False, 0.2

    def run(self) -> Wait:
        with contextlib.suppress(TimedOut):
            while True:
                self._in.clear()
                yield
        yield from super().run()


class TellsTheDateAndWaits(DaytimeOverTcp):
    """Waits a moment for the client to close first."""

    patience = 0.1

    def run(self) -> Wait:
        yield from super().run()
        with contextlib.suppress(TimedOut):
            while not self._eof:
                yield


class DoesNotKnowTheTime(TimeOverTcp):
    """Closes the connection without sending anything, as it should where it cannot determine the time."""

    def number(self) -> bytes:
        return b""


class HasAWrongClock(TimeOverTcp):
    """Is an hour late."""

    def __init__(self, *known: object) -> None:
        super().__init__(*known)  # type: ignore[arg-type]
        right = self.today
        self.today = lambda: right() - 3600


class HasAClockThatIsNotSet(TimeOverTcp):
    """Was switched on an hour ago, and counts from 1970 since."""

    def __init__(self, *known: object) -> None:
        super().__init__(*known)  # type: ignore[arg-type]
        self.today = lambda: 3600.0


class QuotesSeveralLines(QuoteOverTcp):
    """Sends a quote of three lines that ends in the middle of one."""

    def quote(self) -> bytes:
        return b"To be,\nor not to be:\nthat is the question"


class QuotesAtLength(QuoteOverTcp):
    """Sends a long quote with letters that are no ASCII: the RFC recommends otherwise, and no more."""

    def quote(self) -> bytes:
        return "Wer immer strebend sich bemüht, …\r\n".encode() * 20


class QuotesInTurns(QuoteOverTcp):
    """Serves the next client when this one has gone."""


VARIANTS = [
    Variant(DiscardsInTurns, serve_one_at_a_time, jobs=1),
    Variant(DiscardsAndLeaves),
    Variant(GeneratesOctets),
    Variant(GeneratesUntilTheClientIsGone),
    Variant(GeneratesInTurns, serve_one_at_a_time, jobs=1),
    Variant(TellsTheDateAsInMail),
    Variant(TellsTheDateInSingleOctets),
    Variant(TellsTheDateLate),
    Variant(TellsTheDateAndWaits),
    Variant(DoesNotKnowTheTime),
    Variant(HasAWrongClock),
    Variant(HasAClockThatIsNotSet),
    Variant(QuotesSeveralLines),
    Variant(QuotesAtLength, threads.serve, deviates=("rfc865/tcp/short", "rfc865/tcp/printable")),
    Variant(QuotesInTurns, serve_one_at_a_time, jobs=1),
]
