"""RFC 9110 §4.2.1, §4.2.2  http and https URI Schemes"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import DECLINED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_07_4_rejecting_misdirected_requests_by_scheme import HTTPS_OVER_TLS
from conformance.http.rfc9112.test_03_2_request_target import MISSING_HOST
from conformance.model import RECIPIENT

section = RFC9110.section("4.2.1", "http URI Scheme")

NO_EMPTY_HOST = section.must(
    "reject-empty-host",
    role=RECIPIENT,
    text="Reject an http URI with an empty host as invalid.",
    hint="After parsing an absolute-form, check that there is a host before the port or the path.",
    rests_on=(MISSING_HOST,),
)


@verifies(NO_EMPTY_HOST)
@pytest.mark.parametrize("target", [b"http://{path}", b"http://:80{path}", b"http://?a=b", b"http://", b"http://:"])
def test_a_uri_with_an_empty_host_is_rejected(http: Http, target: bytes) -> None:
    answer = http.require_absolute_form().answer(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED


NO_EMPTY_HTTPS_HOST = RFC9110.section("4.2.2", "https URI Scheme").must(
    "reject-empty-https-host",
    role=RECIPIENT,
    text="Reject an https URI with an empty host as invalid.",
    hint="After parsing an absolute-form, check that there is a host, whatever the scheme is.",
    rests_on=(MISSING_HOST, HTTPS_OVER_TLS),
)


@verifies(NO_EMPTY_HTTPS_HOST)
@pytest.mark.parametrize("target", [b"https://{path}", b"https://:443{path}"])
def test_an_https_uri_with_an_empty_host_is_rejected(http: Http, target: bytes) -> None:
    answer = http.require_absolute_form().answer(b"GET " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED
