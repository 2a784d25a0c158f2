"""RFC 9112 §9  Connection Management: a message has nothing to do with the segments that carry it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest

from conformance.harness.engine.segment_runs import Segmented
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import REJECTED
from conformance.http.exchange import Exchange
from conformance.http.facts import PAIR, holds
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Answer, Closed, Response
from conformance.model import SERVER, not_applicable

section = RFC9112.section("9", "Connection Management")

WHATEVER_THE_SEGMENTS = section.implied(
    "independent-of-segments",
    role=SERVER,
    text="HTTP presumes octets in order, and nothing of the segments that bring them: a request means the same "
    "wherever its octets are cut.",
    hint="Read into a buffer until what you need is there; never take what one read returns for a whole message.",
)

GET = b"G|ET| {path} HT|TP/1.1\r|\n|Host|:| {host}\r\n|\r|\n"
KINDS = {  # a bar is where a request is cut by default; with --thorough it is cut everywhere; chunks are cut in §7.1
    "GET": [GET],
    "HEAD": [b"HE|AD {path} HTTP/1.|1\r\nHost: {host}\r\nX-A: b|\r\n|\r\n"],
    "OPTIONS": [b"OPTIONS |*| HTTP/1.1\r\nHost: {host}\r|\n\r|\n"],
    "HTTP/1.0": [b"GET {path} HTTP/1.0|\r|\nX-A|: b\r\n|\r|\n"],
    "absolute-form": [b"GET {scheme}:|//{host}|{path} HTTP/1.1\r\nHost: {host}\r|\n\r\n"],
    "empty line": [b"\r|\n|GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"],
    "length": [b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1|2\r\n\r|\n|hello|, worl|d"],
    "expect": [b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nExpect: 100-|continue\r\n\r|\n|he|llo"],
    "pipeline": [GET.replace(b"|", b""), b"G|ET {path} HTTP/1.1\r|\nHost: {host}\r\n|\r|\n"],
    "pipeline with content": [
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\n|he|llo",
        b"{upload} HTTP/1.1\r|\nHost: {host}\r\nContent-Length: 5\r\n\r\n|world",
    ],
    "no Host": [b"GET {path} HTTP/1.1\r|\nX-A: b\r\n|\r|\n"],
    "two Hosts": [b"GET {path} HTTP/1.1\r\nHost: {host}\r\n|Host: {host}\r\n\r|\n"],
    "space before a colon": [b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A| |: b\r\n\r\n"],
    "bad length": [b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5|x|\r\n\r\nhello"],
    "two lengths": [
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n|Content-Length: 6\r\n\r\nhello!",
    ],
}

TELLING = ("GET", "length", "pipeline")  # who does not find these in segments has no use for segments of anything


def cuts() -> list[Any]:
    """A row for each octet before which a request is cut; within what a placeholder stands for it is not."""
    return [row for name, requests in KINDS.items() for row in cuts_of(name, requests)]


def cuts_of(name: str, requests: list[bytes]) -> Iterator[Any]:
    plain, parts = [request.replace(b"|", b"") for request in requests], b"".join(requests).split(b"|")
    barred = set(itertools.accumulate(len(part) for part in parts))
    octets = b"".join(plain)
    within = {at for found in re.finditer(rb"\{[a-z]+\}", octets) for at in range(found.start() + 1, found.end())}
    for cut in sorted(set(range(1, len(octets))) - within):
        usual = [pytest.mark.cause] if name in TELLING else []
        yield pytest.param(plain, cut, id=f"{name}-{cut}", marks=usual if cut in barred else pytest.mark.heavy)


@verifies(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize(("requests", "cut"), cuts())
def test_a_request_in_two_segments_is_read_as_in_one(http: Http, requests: list[bytes], cut: int) -> None:
    requests = followed(http, requests)
    whole = http.pipeline(*requests)
    assert read_alike(once(http, requests, cut), whole) or read_alike(once(http, requests, cut), whole)


@verifies(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize(
    "requests", [[part.replace(b"|", b"") for part in parts] for parts in KINDS.values()], ids=KINDS
)
def test_a_request_in_single_octets_is_read_as_in_one(http: Http, requests: list[bytes]) -> None:
    requests = followed(http, requests)
    whole = http.pipeline(*requests)
    assert read_alike(once(http, requests), whole) or read_alike(once(http, requests), whole)


@verifies(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize("sample", [pytest.param(64, id="sample"), pytest.param(0, id="all", marks=pytest.mark.heavy)])
def test_what_conforms_conforms_in_segments(segmented: Segmented, sample: int) -> None:
    assert segmented.differing(sample) == []


def once(http: Http, requests: list[bytes], cut: int = 0) -> Exchange:
    """What is answered to requests in two segments, or in single octets; a difference must show twice to count."""
    cut_up, octets = http.reconnect(), b"".join(requests)
    at = len(cut_up.fill(octets[:cut]))
    octets = cut_up.fill(octets)
    if cut:
        cut_up.send(octets[:at])
        cut_up.let_read()
    else:
        cut_up.cut(1)
    cut_up.send(octets[at:])
    exchange = cut_up.answers(*requests)
    cut_up.close()
    return exchange


def followed(http: Http, requests: list[bytes]) -> list[bytes]:
    """With a sentinel, but after a request that ends the connection: nothing may follow it (§9.6).

    A target that does not serve two requests in a segment gets one; where there are more, the case does not apply.
    """
    if len(requests) > 1:
        http.require_pair()
    is_last = b" HTTP/1.0" in requests[0] or not holds(PAIR, http.attempt)
    return requests if is_last else [*requests, SENTINEL]


def read_alike(cut_up: Exchange, whole: Exchange) -> bool:
    """Whether the same was served and rejected; as far as answered, for a server may close at any time (§9.5)."""
    one, other = reading(cut_up), reading(whole)
    if not other:
        not_applicable("the target does not answer this in one segment either, which other cases judge")
    if other[:2] == [b"servedworld", b"servedhello"]:
        not_applicable("the target answers two requests out of order: see RFC 9112 §9.3.2")
    if isinstance(whole.end, Closed):
        one = one[: len(other)]
    return one == (other[: len(one)] if one and isinstance(cut_up.end, Closed) else other)


def reading(exchange: Exchange) -> list[bytes]:
    """What was made of each request up to the first that was rejected: that, or the content that came back."""
    readings = list[bytes]()
    answers: list[Answer] = [*exchange.answers] or [exchange.end]
    for answer in answers:
        if answer in REJECTED:
            return [*readings, b"rejected"]
        if isinstance(answer, Response):
            echo = answer.request.startswith(b"POST")
            readings.append(b"served" + (answer.content if echo else b""))
    return readings
