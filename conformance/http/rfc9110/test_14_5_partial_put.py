"""RFC 9110 §14.5  Partial PUT"""

from __future__ import annotations

import pytest

from conformance.harness.plugin import verifies
from conformance.http.peer import ACCEPTED, Http, must_tell
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer

section = RFC9110.section("14.5", "Partial PUT")

CONTENT_RANGE_ON_PUT = section.should(
    "content-range-on-put",
    role="server",
    text="Answer 400 to a PUT with Content-Range where partial PUT is not supported.",
    hint="Look for Content-Range before you store anything: the content is only a part of the representation.",
)

OLD = b"0123456789"
END = b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"


@verifies(CONTENT_RANGE_ON_PUT)
@pytest.mark.parametrize(
    ("content_range", "part", "result"),
    [
        (b"bytes 0-2/10", b"abc", b"abc3456789"),
        (b"bytes 3-5/10", b"abc", b"012abc6789"),
        (b"bytes 7-9/*", b"abc", b"0123456abc"),
        (b"bytes 10-12/13", b"abc", b"0123456789abc"),
    ],
    ids=["first", "middle", "last", "append"],
)
def test_a_part_is_refused_or_put_in_its_place(http: Http, content_range: bytes, part: bytes, result: bytes) -> None:
    path = http.fill(b"{put}conformance-part-%x" % id(http.attempt))
    must_tell(alone(http, put(path, OLD)) in ACCEPTED, "a plain PUT does not work")
    answer = alone(http, put(path, part, b"Content-Range: " + content_range + b"\r\n"))
    actual = http.attempt.actual
    stored = alone(http, b"GET " + path + END).content
    alone(http, b"DELETE " + path + END)
    http.attempt.actual = f"{actual}; afterwards the representation is {stored[:40]!r}"
    assert (answer.status == 400 and stored == OLD) or (answer in ACCEPTED and stored == result)


def alone(http: Http, request: bytes) -> Answer:
    """The answer to a request on a connection of its own."""
    http.close()
    peer = http.again()
    answer = peer.answer(request)
    peer.close()
    return answer


def put(path: bytes, content: bytes, fields: bytes = b"") -> bytes:
    fields += b"Content-Length: %d" % len(content)
    return b"PUT " + path + END.replace(b"Connection: close", fields) + content
