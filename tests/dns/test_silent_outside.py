"""A server that sends nothing where others refuse is not accused of what it was not asked, or may leave unsaid."""

from __future__ import annotations

from conformance.dns.rfc2181.test_04_2_port_number_selection import FROM_THE_PORT_ASKED
from conformance.model import Level
from reference_impls.dns.codes import REFUSED
from reference_impls.dns.server import DnsServer
from tests.dns.test_recognition import reference
from tests.kit.hunt import HARMLESS
from tests.kit.judging import cases_for, judge_in_process

GIVEN = {"dns.profile": "authoritative", "dns.zone": "example.test", "dns.name": "example.test"}


class DropsWhatItWouldRefuse(DnsServer):
    """Is silent about names of other zones, for one."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        reply = super().respond(octets, over_stream=over_stream, client=client)
        return None if reply and reply[3] & 15 == REFUSED else reply


def test_only_advice_on_refusing_is_not_followed() -> None:
    rows = [row for row in cases_for("dns") if not row.sockets]
    outcomes = judge_in_process(lambda today: lambda: reference(DropsWhatItWouldRefuse), "dns", rows, given=GIVEN)
    accused = {one.case.requirement for one in outcomes.values() if one.verdict not in HARMLESS}
    assert {one.id for one in accused if one.level not in (Level.SHOULD, Level.SHOULD_NOT)} == set()
    assert FROM_THE_PORT_ASKED not in accused
