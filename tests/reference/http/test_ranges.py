"""Ranges, codings, TRACE, PATCH, POST that creates."""

from __future__ import annotations

import gzip

import pytest

from reference_impls.http.demo import STATIC
from reference_impls.http.patch import Unpatchable, patched
from tests.reference.driving import ask, content, feed, get, server, status

PATH = b"/static/file.txt"
LENGTH = len(STATIC)


@pytest.mark.parametrize(
    ("spec", "first", "last"),
    [
        (b"bytes=0-0", 0, 0),
        (b"BYTES= 2-5", 2, 5),
        (b"bytes=1000-", 1000, LENGTH - 1),
        (b"bytes=-7", LENGTH - 7, LENGTH - 1),
        (b"bytes=-%d" % (10 * LENGTH), 0, LENGTH - 1),
        (b"bytes=5-%d" % 10**40, 5, LENGTH - 1),
        (b"bytes=, 5-6 ,", 5, 6),
    ],
)
def test_a_range_is_cut_out(spec: bytes, first: int, last: int) -> None:
    said = ask(get(PATH, b"Range: " + spec))
    assert status(said) == 206
    assert b"Content-Range: bytes %d-%d/%d\r\n" % (first, last, LENGTH) in said
    assert content(said) == STATIC[first : last + 1]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (b"bytes=%d-" % LENGTH, 416),
        (b"bytes=-0", 416),
        (b"bytes=%d-" % 10**40, 416),
        (b"bytes=5-2", 200),
        (b"bytes=0-1,5-2", 200),
        (b"bytes=", 200),
        (b"bytes=x", 200),
        (b"lines=0-1", 200),
        (b"bytes=0-,0-,0-", 200),
    ],
)
def test_what_is_no_range_is_ignored_and_what_is_none_of_ours_is_416(spec: bytes, expected: int) -> None:
    said = ask(get(PATH, b"Range: " + spec))
    assert status(said) == expected
    assert (content(said) == STATIC) is (expected == 200)
    assert (b"Content-Range: bytes */%d" % LENGTH in said) is (expected == 416)


def test_two_ranges_are_two_parts() -> None:
    said = ask(get(PATH, b"Range: bytes=0-1,-2"))
    boundary = said.partition(b"boundary=")[2].partition(b"\r\n")[0]
    first, second = content(said).split(b"--" + boundary)[1:3]
    assert first.endswith(b"Content-Range: bytes 0-1/%d\r\n\r\n" % LENGTH + STATIC[:2] + b"\r\n")
    assert second.endswith(b"Content-Range: bytes %d-%d/%d\r\n\r\n" % (LENGTH - 2, LENGTH - 1, LENGTH) + b".\n\r\n")
    assert content(said).endswith(b"\r\n--" + boundary + b"--\r\n")


@pytest.mark.parametrize(
    ("accepted", "coded"),
    [(b"gzip", True), (b"*", True), (b"identity;q=0.5, gzip;q=0.1", False), (b"gzip;q=0", False), (b"", False)],
)
def test_gzip_is_sent_to_who_wants_it(accepted: bytes, coded: bool) -> None:
    said = ask(get(PATH, b"Accept-Encoding: " + accepted))
    assert (b"Content-Encoding: gzip\r\n" in said) is coded
    assert b"Vary: Accept-Encoding\r\n" in said
    assert (gzip.decompress(content(said)) if coded else content(said)) == STATIC


def test_trace_reflects_all_but_secrets() -> None:
    said = ask(get(PATH, b"Cookie: a=b", b"X-Y: z", method=b"TRACE"))
    assert content(said) == b"TRACE /static/file.txt HTTP/1.1\r\nhost: h\r\nx-y: z\r\n\r\n"


def test_post_creates_and_patch_changes() -> None:
    core = server()
    created = feed(core, get(b"/put/", b"Content-Length: 7", method=b"POST", content=b'{"a":1}'))
    assert status(created) == 201
    assert b"Location: /put/1\r\n" in created
    merge = b"Content-Type: application/merge-patch+json"
    patch = get(b"/put/1", merge, b"Content-Length: 7", method=b"PATCH", content=b'{"b":2}')
    assert status(feed(core, patch)) == 204
    assert content(feed(core, get(b"/put/1"))) == b'{"a": 1, "b": 2}'
    assert status(feed(core, patch.replace(b"merge-", b"other-"))) == 415
    assert status(feed(core, patch.replace(b'"b":2}', b'"b":2,'))) == 400


def test_a_patch_is_applied_as_a_whole_or_not_at_all() -> None:
    assert patched(b'{"a": {"b": 1, "c": 2}}', b'{"a": {"b": null, "d": 3}}') == b'{"a": {"c": 2, "d": 3}}'
    with pytest.raises(Unpatchable, match="not JSON"):
        patched(b"no json", b"{}")
