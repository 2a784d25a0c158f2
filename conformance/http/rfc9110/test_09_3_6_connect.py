"""RFC 9110 §9.3.6  CONNECT"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import DECLINED
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("9.3.6", "CONNECT")

PORT = section.must(
    "valid-port",
    role=SERVER,
    text="Reject a CONNECT whose target has an empty or invalid port number.",
    hint="There is no default port: match a colon and digits at the end of the target, and check that it is a port.",
)


@verifies(PORT)
@pytest.mark.parametrize(
    "target",
    [
        b"127.0.0.1",
        b"127.0.0.1:",
        b"127.0.0.1:x",
        b"127.0.0.1:80x",
        b"127.0.0.1:-80",
        b"127.0.0.1:+80",
        b"127.0.0.1:0x50",
        b"127.0.0.1:65536",
        b"127.0.0.1:4294967376",
        b"127.0.0.1:80:80",
        b"[::1]",
        b"[::1]:",
        b":80",
        b":",
    ],
)
def test_connect_without_a_valid_port_is_rejected(http: Http, target: bytes) -> None:
    answer = http.answer(b"CONNECT " + target + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer in DECLINED


SUCCESS_IS_A_TUNNEL = section.implied(
    "success-is-a-tunnel",
    role=SERVER,
    text="A 2xx answer to CONNECT says that there is a tunnel to the host and port of the target.",
    hint="If you do not implement CONNECT, answer 501 or 405, also from handlers that take any method.",
)


@verifies(SUCCESS_IS_A_TUNNEL)
@pytest.mark.parametrize("target", [b"127.0.0.1:1", b"[::1]:1", b"localhost:1"])
def test_connect_to_where_nobody_listens_does_not_succeed(http: Http, target: bytes) -> None:
    answer = http.answer(b"CONNECT " + target + b" HTTP/1.1\r\nHost: " + target + b"\r\n\r\n")
    assert answer in DECLINED


NO_FRAMING = section.must_not(
    "no-framing-fields",
    role=SERVER,
    text="Send Transfer-Encoding or Content-Length in a 2xx answer to CONNECT.",
    hint="The tunnel begins after the empty line: write no field that frames content.",
)


@verifies(NO_FRAMING)
@pytest.mark.parametrize("target", [b"{host}", b"127.0.0.1:1"])
def test_a_success_has_no_framing_fields(http: Http, target: bytes) -> None:
    answer = http.answer(b"CONNECT " + target + b" HTTP/1.1\r\nHost: " + target + b"\r\n\r\n")
    success = answer.status is not None and 200 <= answer.status < 300
    assert not (success and (answer.values("Content-Length") or answer.values("Transfer-Encoding")))
