"""What is no HTTP at all."""

from __future__ import annotations

import hashlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.robustness import ROBUSTNESS
from conformance.http.wire import Answer
from conformance.model import SERVER, not_applicable

section = ROBUSTNESS.section("3", "Strange Octets")

NOISE = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(64))
SETTINGS = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SETTINGS
NEXT = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: next\r\nConnection: close\r\n\r\n"
HELLO = bytes.fromhex("16030100330100002f0303") + b"\x2a" * 32 + bytes.fromhex("000002130101000004002b0000")
PROXY_2 = b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\x7f\x00\x00\x01\x7f\x00\x00\x01\x10\x92\x00\x50"

OCTETS = {
    "noise": NOISE,
    "noise in lines": NOISE.replace(b"\r", b"").replace(b"\n", b"\r\n") + b"\r\n\r\n",
    "NULs": bytes(10_000),
    "one NUL": b"\x00",
    "0xFF": b"\xff" * 10_000,
    "CRLFs": b"\r\n" * 10_000,
    "LFs": b"\n" * 10_000,
    "CRs": b"\r" * 10_000,
    "spaces": b" " * 10_000,
    "tabs and line ends": b"\t\r\n" * 5_000,
    "a line without end": b"A" * 1_000_000,
    "a field line without end": b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A: " + b"b" * 1_000_000,
    "TLS ClientHello": HELLO,
    "TLS ClientHello, HTTP": HELLO + GET,
    "SSLv2 ClientHello": b"\x80\x2e\x01\x00\x02\x00\x15\x00\x00\x00\x10" + b"\x01" * 37,
    "HTTP/2 preface": PREFACE,
    "HTTP/2 frame": SETTINGS,
    "PROXY": b"PROXY TCP4 127.0.0.1 127.0.0.1 4242 80\r\n" + GET,
    "PROXY, binary": PROXY_2 + GET,
    "SSH": b"SSH-2.0-OpenSSH_9.6\r\n",
    "SMTP": b"EHLO conformance.example\r\nMAIL FROM:<a@conformance.example>\r\n",
    "FTP": b"USER anonymous\r\nPASS conformance\r\n",
    "IMAP": b"a1 LOGIN user password\r\n",
    "Telnet": b"\xff\xfb\x1f\xff\xfd\x18\r\n",
    "SOCKS4": b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00",
    "SOCKS5": b"\x05\x01\x00",
    "Redis": b"*1\r\n$4\r\nPING\r\n",
    "memcached": b"get conformance\r\n",
    "MQTT": b"\x10\x12\x00\x04MQTT\x04\x02\x00\x3c\x00\x06client",
    "PostgreSQL": b"\x00\x00\x00\x08\x04\xd2\x16\x2f",
    "RDP": b"\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00",
    "DNS": b"\x00\x1d\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01",
    "RTSP": b"OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
    "SIP": b"OPTIONS sip:a@conformance.example SIP/2.0\r\nVia: SIP/2.0/TCP conformance.example\r\n\r\n",
    "JSON": b'{"jsonrpc": "2.0", "method": "GET", "id": 1}\r\n\r\n',
    "XML": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>\r\n\r\n',
    "a shell": b"() { :;}; echo conformance\r\n\r\n",
    "UTF-16": "GET / HTTP/1.1\r\nHost: a\r\n\r\n".encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + GET,
    "EBCDIC": "GET / HTTP/1.1\r\n\r\n".encode("cp037"),
}

NO_HTTP = section.robustness(
    "no-http",
    role=SERVER,
    text="Octets that are not HTTP are answered somehow, cut off, or left waiting for more, and cost no more than "
    "their connection: the next one is served.",
    hint="Answer 400 (RFC 9112 §2.2) as soon as the first line cannot become a request line, and do not read for ever.",
)


@verifies(NO_HTTP)
@pytest.mark.parametrize("octets", OCTETS.values(), ids=OCTETS)
def test_what_is_no_http_costs_its_connection_at_most(http: Http, octets: bytes) -> None:
    answered(http, octets)
    assert http.reconnect().answer(NEXT) in ACCEPTED


AFTER_A_REQUEST = section.robustness(
    "no-http-after-a-request",
    role=SERVER,
    text="The same holds of octets that follow a request that was served.",
    hint="Read the second request of a connection with the code that reads the first.",
)

FOLLOWING = ("noise", "NULs", "CRLFs", "LFs", "spaces", "TLS ClientHello", "HTTP/2 preface", "HTTP/2 frame", "JSON")
FRAMES = {
    "WebSocket text": b"\x81\x85\x01\x02\x03\x04ignmn",
    "WebSocket close": b"\x88\x80\x00\x00\x00\x00",
    "WebSocket, 64-bit length": b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",
}


@verifies(AFTER_A_REQUEST)
@pytest.mark.parametrize("octets", [*(OCTETS[name] for name in FOLLOWING), *FRAMES.values()], ids=[*FOLLOWING, *FRAMES])
def test_what_is_no_http_may_follow_a_request(http: Http, octets: bytes) -> None:
    if not http.answer(GET).persists:
        not_applicable("the target keeps no connection open, so nothing follows a request")
    answered(http, octets)
    assert http.reconnect().answer(NEXT) in ACCEPTED


def answered(http: Http, octets: bytes) -> Answer:
    """What comes back for octets that nothing follows: HTTP or not, for no rule says how to talk to such a client."""
    http.send(octets)
    http.half_close()
    return http.receive()
