"""Legal variants of the small services over UDP: formats, long datagrams and the clock are open."""

from __future__ import annotations

from datetime import UTC, datetime

from reference_impls.services.daytime import DaytimeOverUdp
from reference_impls.services.echo import EchoOverUdp
from reference_impls.services.time_protocol import TimeOverUdp
from tests.variants.variant import Variant


class AnswersNoLongDatagram(EchoOverUdp):
    """Answers what every host must be able to receive (RFC 1122 section 3.3.2), and nothing longer."""

    def answer(self, datagram: bytes) -> bytes | None:
        return super().answer(datagram) if len(datagram) <= 548 else None


class TellsTheTimeIsoWise(DaytimeOverUdp):
    """Sends the date in a format that RFC 867 does not show: 2026-11-30T20:10:06."""

    def answer(self, datagram: bytes) -> bytes | None:
        return datetime.fromtimestamp(self.today(), UTC).strftime("%Y-%m-%dT%H:%M:%S").encode()


class HasNoClockThatIsSet(TimeOverUdp):
    """Tells what its clock shows after it was switched on: a time of January 1970."""

    def answer(self, datagram: bytes) -> bytes | None:
        return (2_208_988_800 + 12345).to_bytes(4, "big")


VARIANTS = [Variant(AnswersNoLongDatagram), Variant(TellsTheTimeIsoWise), Variant(HasNoClockThatIsSet)]
