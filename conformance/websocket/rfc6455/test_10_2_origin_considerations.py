"""RFC 6455 §10.2  Origin Considerations"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Response
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.rfc6455 import RFC6455

section = RFC6455.section("10.2", "Origin Considerations")

VERIFY_ORIGIN = section.should(
    "verify-origin",
    role=SERVER,
    text="A server for certain sites only verifies that Origin is one that it expects.",
    hint="Compare the whole origin, scheme, host and port: a part of it can be made to look right by anybody.",
)

LOOK_ALIKES = {
    "foreign": b"http://conformance.invalid",
    "null": b"null",
    "no-origin-at-all": b"conformance",
    "suffix": b"%(scheme)b://%(host)b.conformance.invalid",
    "prefix": b"%(scheme)b://conformance%(host)b",
    "subdomain": b"%(scheme)b://conformance.%(host)b",
    "in-the-userinfo": b"%(scheme)b://%(host)b@conformance.invalid",
    "scheme": b"ftp://%(host)b",
    "port": b"%(scheme)b://%(host)b:4711",
}


@verifies(VERIFY_ORIGIN)
@pytest.mark.parametrize("look_alike", LOOK_ALIKES)
def test_another_origin_is_refused(handshake: Handshake, look_alike: str) -> None:
    scheme, _, host = handshake.require_origin().partition(b"://")
    origin = LOOK_ALIKES[look_alike].replace(b"%(scheme)b", scheme).replace(b"%(host)b", host.partition(b":")[0])
    assert handshake.declines(from_origin(origin))


FORBIDDEN = section.should(
    "refuse-with-403",
    role=SERVER,
    text="Refuse an unacceptable origin with 403.",
    hint="Answer 403 Forbidden instead of closing the connection without an answer.",
)


@verifies(FORBIDDEN)
def test_a_foreign_origin_is_refused_with_403(handshake: Handshake) -> None:
    handshake.require_origin()
    answer = handshake.answer(from_origin(b"http://conformance.invalid"))
    if answer.status == 101:
        not_applicable("the target does not refuse this origin: see verify-origin")
    assert isinstance(answer, Response)
    assert answer.status == 403


def from_origin(origin: bytes) -> bytes:
    """A handshake with this Origin."""
    return REQUEST.replace(b"{origin}", b"Origin: " + origin + b"\r\n")
