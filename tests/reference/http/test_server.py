"""The server core, without sockets: every request whole, octet by octet, and with octets after it."""

from __future__ import annotations

import json

import pytest

from tests.reference.driving import (
    SENTINEL,
    SPLITS,
    Split,
    ask,
    content,
    feed,
    get,
    octet_by_octet,
    server,
    status,
    statuses,
)
from tests.reference.http.requests import BAD, CHUNKED, GOOD, chunked, line, post


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("request_octets", "expected"), GOOD)
def test_a_well_formed_request_is_answered_and_so_is_the_next(
    request_octets: bytes, expected: int, split: Split
) -> None:
    assert statuses(ask(request_octets + SENTINEL, split)) == [expected, 204]


@pytest.mark.parametrize(("request_octets", "expected"), BAD)
def test_a_malformed_request_is_refused_and_nothing_after_it_is_answered(request_octets: bytes, expected: int) -> None:
    for octets in (request_octets, request_octets + SENTINEL):
        core = server()
        said = feed(core, octets)
        assert statuses(said) == [expected]
        assert core.closing
        assert b"\r\nConnection: close\r\n" in said


@pytest.mark.parametrize(("request_octets", "expected"), [row for row in BAD if len(row[0]) < 20_000])
def test_a_malformed_request_is_refused_octet_by_octet(request_octets: bytes, expected: int) -> None:
    assert statuses(ask(request_octets, octet_by_octet)) == [expected]


@pytest.mark.parametrize(("request_octets", "expected"), [row for row in GOOD if len(row[0]) < 1000])
def test_no_prefix_of_a_request_is_answered(request_octets: bytes, expected: int) -> None:
    core = server()
    assert feed(core, request_octets[:-1]) == b""
    core.receive(b"")
    said = b"".join(iter(core.to_send, b""))
    assert (statuses(said), core.closing) == ([400], True)


@pytest.mark.parametrize(
    ("octets", "echoed"),
    [
        (post(b"Content-Length: 6", content=b"\0\r\n\r\n\xff"), b"\0\r\n\r\n\xff"),
        (post(b"Content-Length: 010", content=b"0123456789"), b"0123456789"),
        (chunked(b"5;x\r\nhello\r\n009\r\n, \r\n\r\nwor\r\n2\r\nld\r\n0\r\nX: y\r\n\r\n"), b"hello, \r\n\r\nworld"),
        (get(b"/echo"), b""),
    ],
)
@pytest.mark.parametrize("split", SPLITS)
def test_echo_returns_the_content(octets: bytes, echoed: bytes, split: Split) -> None:
    assert content(ask(octets, split)) == echoed


def test_headers_shows_the_request_as_understood() -> None:
    said = ask(get(b"http://Other:81/headers?q", b"X-A: \xe9\t1", b"x-a:2"))
    assert content(said) == b"GET http://Other:81/headers?q Other:81\nhost: h\nx-a: \xe9\t1\nx-a: 2\n"


def test_trailer_fields_are_not_merged() -> None:
    assert b"evil" not in ask(get(b"/headers", CHUNKED, content=b"0\r\nX-Evil: evil\r\n\r\n"))


def test_a_response_has_the_fields_that_it_must_have() -> None:
    assert ask(get()) == (
        b"HTTP/1.1 200 OK\r\nDate: Sun, 15 Jun 2025 15:06:40 GMT\r\nServer: reference\r\nContent-Type: text/plain\r\n"
        b"Content-Length: 7\r\n\r\nHello.\n"
    )


@pytest.mark.parametrize("target", [b"/", b"/big", b"/static/file.txt", b"/nope", b"/401", b"/204", b"/chunked"])
def test_head_is_get_without_content(target: bytes) -> None:
    head, got = ask(get(target, method=b"HEAD")), ask(get(target))
    assert got.startswith(head)
    assert content(head) == b""


@pytest.mark.parametrize(
    "octets",
    [
        line(b"HEAD /%zz HTTP/1.1"),
        line(b"HEAD  / HTTP/1.1"),
        line(b"HEAD / HTTP/3.0"),
        line(b"HEAD /" + b"a" * 17_000 + b" HTTP/1.1"),
        b"HEAD / HTTP/1.1\n",
        get(b"/", b"X : y", method=b"HEAD"),
    ],
)
def test_even_the_refusal_of_a_head_has_no_content(octets: bytes) -> None:
    said = ask(octets)
    assert status(said) >= 400
    assert content(said) == b""


def test_a_refusal_after_a_head_has_content_again() -> None:
    said = ask(get(method=b"HEAD") + b"GET\n")
    assert statuses(said) == [200, 400]
    assert content(content(said)) != b""


def test_204_has_no_framing_fields() -> None:
    said = ask(get(b"/204"))
    assert b"Content-Length" not in said
    assert b"Transfer-Encoding" not in said


@pytest.mark.parametrize("target", [b"/static/file.txt", b"/204", b"/put/"])
def test_405_and_options_say_what_is_allowed(target: bytes) -> None:
    allowed = [part for part in ask(get(target, method=b"OPTIONS")).split(b"\r\n") if part.startswith(b"Allow: ")]
    refused = ask(get(target, method=b"PATCH"))
    assert status(refused) == 405
    assert allowed[0] in refused
    assert b"PATCH" not in allowed[0]


@pytest.mark.parametrize(
    ("octets", "field_line", "closes"),
    [
        (get(), None, False),
        (get(b"/", b"Connection: foo, ,CLOSE"), b"Connection: close", True),
        (get(b"/", b"Connection: foo", b"Connection: close"), b"Connection: close", True),
        (b"GET / HTTP/1.0\r\n\r\n", b"Connection: close", True),
        (b"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", b"Connection: keep-alive", False),
        (b"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", b"Connection: close", True),
    ],
)
def test_persistence(octets: bytes, field_line: bytes | None, closes: bool) -> None:
    core = server()
    lines = feed(core, octets).split(b"\r\n")
    assert [found for found in lines if found.startswith(b"Connection")] == ([field_line] if field_line else [])
    assert core.closing is closes
    assert statuses(feed(core, get(b"/204"))) == ([] if closes else [204])


def test_chunked_is_not_sent_to_http_1_0() -> None:
    assert b"\r\nTransfer-Encoding: chunked\r\n" in ask(get(b"/chunked"))
    said = ask(b"GET /chunked HTTP/1.0\r\n\r\n")
    assert b"Transfer-Encoding" not in said
    assert content(said) == b"chunked content\n" * 6000


@pytest.mark.parametrize("expectation", [b"100-continue", b"100-Continue"])
def test_100_is_sent_before_the_content_arrives(expectation: bytes) -> None:
    core = server()
    head = post(b"Expect: " + expectation, b"Content-Length: 5")
    assert feed(core, head) == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert status(feed(core, b"hello")) == 200


@pytest.mark.parametrize(
    "octets",
    [
        b"POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
        b"POST /echo HTTP/1.0\r\nExpect: wonders\r\nContent-Length: 5\r\n\r\nhello",
        get(b"/", b"Expect: 100-continue"),
        post(b"Expect: 100-continue", b"Content-Length: 0"),
    ],
)
def test_100_is_not_sent_to_http_1_0_nor_without_content(octets: bytes) -> None:
    assert statuses(ask(octets)) == [200]


@pytest.mark.parametrize("split", SPLITS)
def test_the_upgrade_switches_to_echo(split: Split) -> None:
    asks = get(b"/upgrade", b"Connection: x, Upgrade", b"Upgrade: foo/1, ECHO", b"Expect: 100-continue", CHUNKED)
    said = feed(server(), asks + b"0\r\n\r\n" + b"GET\r\n\0", split)
    assert statuses(said) == [100, 101]
    assert b"\r\nUpgrade: echo\r\nConnection: upgrade\r\n" in said
    assert said.endswith(b"\r\n\r\nGET\r\n\0")


@pytest.mark.parametrize(
    "octets",
    [
        get(b"/upgrade", b"Upgrade: echo"),
        get(b"/upgrade", b"Connection: upgrade", b"Upgrade: foo"),
        b"GET /upgrade HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n",
    ],
)
def test_426_names_the_protocol(octets: bytes) -> None:
    said = ask(octets)
    assert status(said) == 426
    assert b"\r\nUpgrade: echo\r\n" in said
    assert b"\r\nConnection: upgrade" in said


def test_trailers_are_sent_only_to_who_asks() -> None:
    said = ask(get(b"/trailers", b"TE: trailers", b"Connection: TE"))
    assert b"\r\nTrailer: X-Lines\r\n" in said
    assert said.endswith(b"8\r\ncontent\n\r\n0\r\nX-Lines: 1\r\n\r\n")
    assert b"X-Lines" not in ask(get(b"/trailers"))


def test_early_hints_are_not_sent_to_http_1_0() -> None:
    assert statuses(ask(get(b"/hints"))) == [103, 200]
    assert statuses(ask(b"GET /hints HTTP/1.0\r\n\r\n")) == [200]


def test_pipelined_requests_are_answered_in_order() -> None:
    targets = [b"/", b"/nope", b"/204", b"/401", b"/redirect"] * 4
    said = ask(b"".join(map(get, targets)))
    assert statuses(said) == [200, 404, 204, 401, 302] * 4


def test_put_get_delete() -> None:
    core = server()
    put = get(b"/put/a%20b", b"Content-Length: 3", method=b"PUT", content=b"one")
    assert [status(feed(core, put)) for _ in range(2)] == [201, 204]
    assert content(feed(core, get(b"/put/a%20b"))) == b"one"
    partial = get(b"/put/a%20b", b"Content-Range: bytes 0-0/3", b"Content-Length: 1", method=b"PUT", content=b"X")
    assert status(feed(core, partial)) == 400
    assert content(feed(core, get(b"/put/a%20b"))) == b"one"
    assert status(feed(core, get(b"/put/a%20b", b'If-Match: "stale"', method=b"DELETE"))) == 412
    assert [status(feed(core, get(b"/put/a%20b", method=b"DELETE"))) for _ in range(2)] == [204, 404]


def test_the_manifest_names_resources_that_exist() -> None:
    manifest = json.loads(content(ask(get(b"/.well-known/conformance"))))
    pages = manifest.pop("pages").split(",")
    for path in pages:
        assert status(ask(get(path.encode()))) == (int(path[1:]) if path[1:].isdigit() else 200)
    found = {name: status(ask(get(path.encode()))) for name, path in manifest.items() if name != "put"}
    special = {"path_401": 401, "path_204": 204, "redirect": 302, "upgrade": 426, "early_hints": 103, "form": 405}
    special |= {"patch": 404, "alias": 404}  # before anything was put there
    assert found == {name: special.get(name, 200) for name in found}
