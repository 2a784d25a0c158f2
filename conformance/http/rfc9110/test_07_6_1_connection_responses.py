"""RFC 9110 §7.6.1  Connection, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_07_8_upgrade import LISTED_IN_CONNECTION
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9110.section("7.6.1", "Connection")

LISTED = section.must(
    "connection-fields-are-listed",
    role=SENDER,
    text="A field with control information for this connection, such as Upgrade or Keep-Alive, is named in Connection.",
    hint="With Upgrade, send Connection: upgrade; with Keep-Alive, Connection: keep-alive.",
    rests_on=(LISTED_IN_CONNECTION,),
)

HOP_BY_HOP = ("Upgrade", "Keep-Alive", "Proxy-Connection")


@verifies(LISTED)
def test_fields_for_the_connection_are_listed(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        options = response.members("Connection")
        absent = [name for name in HOP_BY_HOP if response.values(name) and name.lower().encode() not in options]
        return f"{absent} not named in Connection" if absent else None

    responses.each(fault, where=lambda response: any(map(response.values, HOP_BY_HOP)), needs="upgrade")


ONLY_FOR_THE_CONNECTION = section.must_not(
    "no-end-to-end-field-as-option",
    role=SENDER,
    text="Connection does not name a field that is meant for all recipients of the content.",
    hint="Connection names only what must not go beyond the next hop: close, keep-alive, upgrade.",
)

END_TO_END = {
    *(b"cache-control", b"expires", b"age", b"date", b"etag", b"last-modified", b"vary", b"server", b"set-cookie"),
    *(b"content-type", b"content-length", b"content-encoding", b"content-language", b"content-location", b"location"),
    *(b"content-range", b"accept-ranges", b"allow", b"retry-after", b"www-authenticate"),
}


@verifies(ONLY_FOR_THE_CONNECTION)
def test_no_end_to_end_field_is_an_option(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        wrong = END_TO_END.intersection(response.members("Connection"))
        return f"Connection names {sorted(wrong)}" if wrong else None

    responses.each(fault, where=lambda response: response.values("Connection"))
