"""RFC 9110 §9.3.7  OPTIONS"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import ask
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("9.3.7", "OPTIONS")

FEATURES = section.should(
    "fields-that-tell-features",
    role=SERVER,
    text="A successful answer to OPTIONS has fields that tell what the resource can do, such as Allow.",
    hint="Send Allow with the methods of the resource.",
)

TELLING = ("Allow", "Accept-Ranges", "Accept-Patch", "Accept-Post", "DAV", "Access-Control-Allow-Methods")


@verifies(FEATURES)
@pytest.mark.parametrize("path", [b"{path}", b"{path_static}"], ids=["path", "static"])
def test_options_tells_what_is_allowed(http: Http, path: bytes) -> None:
    answer = ask(http, b"OPTIONS " + path)
    if answer.status is None or not 200 <= answer.status < 300:
        not_applicable("the target does not answer OPTIONS by 2xx")
    assert any(answer.values(name) for name in TELLING)
