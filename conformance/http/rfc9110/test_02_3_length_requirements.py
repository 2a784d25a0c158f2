"""RFC 9110 §2.3  Length Requirements"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.answered import require_response
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import RECIPIENT, not_applicable

section = RFC9110.section("2.3", "Length Requirements")

AS_LONG_AS_ITS_OWN = section.must(
    "as-long-as-its-own",
    role=RECIPIENT,
    text="Process field lines, and sections of them, that are as long as those that one sends.",
    hint="A limit below what the server's own responses need is too low.",
)


@verifies(AS_LONG_AS_ITS_OWN)
def test_a_field_line_may_be_as_long_as_the_longest_of_the_target(http: Http) -> None:
    longest = max(len(field.raw) for field in plain(http).fields)
    field_line = b"X-A: ".ljust(longest, b"b")
    exchange = http.reconnect().exchange(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + field_line + b"\r\n\r\n")
    assert exchange.accepted


@verifies(AS_LONG_AS_ITS_OWN)
def test_a_field_section_may_be_as_long_as_that_of_the_target(http: Http) -> None:
    lines = [b"X-%d: " % number + field.value for number, field in enumerate(plain(http).fields)]
    exchange = http.reconnect().exchange(b"\r\n".join([b"GET {path} HTTP/1.1", b"Host: {host}", *lines, b"", b""]))
    assert exchange.accepted


def plain(http: Http) -> Response:
    """The target's answer to a plain request, on a connection that ends with it; not applicable if it has no fields."""
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    require_response(answer)
    assert isinstance(answer, Response)
    if not answer.fields:
        not_applicable("the target sends no field lines")
    return answer
