"""Requests with something wrong in them: what holds whatever a client sends."""

from __future__ import annotations

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.forms import damaged_form, post
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.robustness import ROBUSTNESS
from conformance.http.strategies.damage import damaged, send
from conformance.model import SERVER

section = ROBUSTNESS.section("9", "Damaged requests")

SERVES_OTHERS = section.robustness(
    "serves-others",
    role=SERVER,
    text="After a request with anything wrong in it, a plain one on another connection is served as before.",
    hint="Keep nothing of a request that failed: no half-read buffer, no lock, no count that is not taken back.",
)


@verifies(SERVES_OTHERS)
@examples(damaged)
def test_a_damaged_request_does_others_no_harm(http: Http, octets: bytes) -> None:
    send(http, octets)
    http.receive()
    assert http.reconnect().answer(GET) in ACCEPTED


@verifies(SERVES_OTHERS)
@examples(damaged_form)
def test_a_damaged_form_does_others_no_harm(http: Http, content: bytes) -> None:
    http.exchange(post(content, b"multipart/form-data; boundary=AaB03x"))
    assert http.reconnect().answer(GET) in ACCEPTED
