"""RFC 9110 §4.2.4  Deprecation of userinfo in http(s) URIs"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT

section = RFC9110.section("4.2.4", "Deprecation of userinfo in http(s) URIs")

USERINFO = section.should(
    "userinfo-is-an-error",
    role=RECIPIENT,
    text="Treat userinfo in an http URI from an untrusted source as an error.",
    hint="Reject an absolute-form with an @ in its authority.",
)


@verifies(USERINFO)
@pytest.mark.parametrize(
    "userinfo", [b"user", b"user:password", b"", b":", b"%40", b"conformance.example", b"conformance.example:80"]
)
def test_userinfo_in_the_target_is_rejected(http: Http, userinfo: bytes) -> None:
    answer = http.require_absolute_form().answer(
        b"GET {scheme}://" + userinfo + b"@{host}{path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    )
    assert answer in REJECTED
