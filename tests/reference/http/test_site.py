"""Files, dates and preconditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference_impls.http.dates import imf_fixdate, parse_date
from reference_impls.http.demo import demo_site
from reference_impls.http.directory import DirectoryFiles
from tests.reference.driving import NOW, content, feed, get, server, status

STATIC = b"/static/file.txt"
CHANGED = b"Tue, 14 Nov 2023 22:13:20 GMT"
BEFORE = b"Tue, 14 Nov 2023 22:13:19 GMT"


def tag() -> bytes:
    return feed(server(), get(STATIC)).partition(b"ETag: ")[2].partition(b"\r\n")[0]


@pytest.mark.parametrize(
    ("octets", "seconds"),
    [
        (b"Sun, 06 Nov 1994 08:49:37 GMT", 784111777),
        (b"Sunday, 06-Nov-94 08:49:37 GMT", 784111777),
        (b"Sun Nov  6 08:49:37 1994", 784111777),
        (b"Sun, 06 Nov 1994 08:49:60 GMT", 784111800),
        (b"Sun, 06 Nov 1994 08:49:37 UTC", None),
        (b"Sun, 31 Feb 1994 08:49:37 GMT", None),
        (b"Sun, 06 Nov 1994 24:49:37 GMT", None),
        (b"", None),
    ],
)
def test_dates(octets: bytes, seconds: int | None) -> None:
    assert parse_date(octets, NOW) == seconds


def test_a_two_digit_year_far_ahead_is_in_the_past() -> None:
    assert parse_date(b"Friday, 01-Jan-99 00:00:00 GMT", NOW) == 915148800
    assert imf_fixdate(784111777.9) == b"Sun, 06 Nov 1994 08:49:37 GMT"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([b"If-None-Match: %b"], 304),
        ([b'If-None-Match: "a,b", W/%b'], 304),
        ([b"If-None-Match: *"], 304),
        ([b'If-None-Match: "other"'], 200),
        ([b'If-None-Match: "other"', b"If-Modified-Since: " + CHANGED], 200),
        ([b"If-Modified-Since: " + CHANGED], 304),
        ([b"If-Modified-Since: " + BEFORE], 200),
        ([b"If-Modified-Since: yesterday"], 200),
        ([b"If-Modified-Since: " + CHANGED] * 2, 200),
        ([b"If-Match: %b"], 200),
        ([b"If-Match: W/%b"], 412),
        ([b"If-Match: *"], 200),
        ([b'If-Match: "other"'], 412),
        ([b"If-Unmodified-Since: " + CHANGED], 200),
        ([b"If-Unmodified-Since: " + BEFORE], 412),
        ([b"If-Unmodified-Since: " + BEFORE, b"If-Match: %b"], 200),
        ([b"If-Unmodified-Since: yesterday"], 200),
    ],
)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_preconditions(lines: list[bytes], expected: int, method: bytes) -> None:
    filled = [line.replace(b"%b", tag()) for line in lines]
    said = feed(server(), get(STATIC, *filled, method=method))
    assert status(said) == expected
    assert (tag() in said) is (expected != 412)


@pytest.mark.parametrize(
    ("method", "line", "expected"),
    [
        (b"PUT", b"If-None-Match: *", 412),
        (b"PUT", b'If-Match: "other"', 412),
        (b"PUT", b"If-Match: *", 204),
        (b"PUT", b"If-Modified-Since: " + imf_fixdate(NOW), 204),
        (b"DELETE", b'If-Match: "other"', 412),
    ],
)
def test_preconditions_of_writes(method: bytes, line: bytes, expected: int) -> None:
    core = server()
    feed(core, get(b"/put/x", b"Content-Length: 3", method=b"PUT", content=b"one"))
    assert status(feed(core, get(b"/put/x", line, method=method))) == expected
    assert content(feed(core, get(b"/put/x"))) == (b"one" if expected == 412 else b"")


def test_preconditions_are_ignored_where_there_is_nothing() -> None:
    assert status(feed(server(), get(b"/put/x", b"If-Match: *"))) == 404
    assert status(feed(server(), get(b"/put/x", b"If-Match: *", method=b"PUT"))) == 412
    assert status(feed(server(), get(b"/put/x", b"If-None-Match: *", method=b"PUT"))) == 201


@pytest.mark.parametrize(
    "path", [b"/..", b"/../x", b"/a/./b", b"/a//b", b"/a\\b", b"/.a", b"/%2e%2e/x", b"/a%2fb", b"/a%00"]
)
def test_paths_that_name_no_file(path: bytes) -> None:
    assert demo_site().file_name(path) is None


def test_a_directory_is_served_and_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "index.html").write_bytes(b"<p>index")
    (root / "sub" / "a b.txt").write_bytes(b"text")
    (root / "link").symlink_to(tmp_path / "secret.txt")
    core = server(DirectoryFiles(root))
    assert content(feed(core, get())) == b"<p>index"
    assert content(feed(core, get(b"/sub/a%20b.txt"))) == b"text"
    assert b"Content-Type: text/plain\r\n" in feed(core, get(b"/sub/a%20b.txt"))
    assert status(feed(core, get(b"/204"))) == 204
    for target in (b"/link", b"/../secret.txt", b"/%2e%2e/secret.txt", b"/sub/", b"/" + b"a" * 300):
        assert status(feed(core, get(target))) == 404


def test_a_folder_is_redirected_to_its_slash(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    core = server(DirectoryFiles(tmp_path))
    assert b"\r\nLocation: /a%20b/?c=/d\r\n" in feed(core, get(b"/a%20b?c=/d"))
    assert status(feed(core, get(b"//a%20b"))) == 404


def test_files_have_an_alias_that_ends_with_a_slash(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    core = server(DirectoryFiles(tmp_path))
    assert content(feed(core, get(b"/files/a"))) == b"text"
    assert [status(feed(core, get(target))) for target in (b"/filesa", b"/files../a", b"/files//a")] == [404] * 3


@pytest.mark.parametrize("name", [b".hidden", b".git/config", b"link", b"loop"])
def test_what_is_hidden_and_what_leads_out_is_not_served(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "root" / ".git").mkdir(parents=True)
    for file in ("root-beside", "root/.hidden", "root/.git/config"):
        (tmp_path / file).write_bytes(b"secret")
    (tmp_path / "root" / "link").symlink_to("../root-beside")
    (tmp_path / "root" / "loop").symlink_to("loop")
    assert status(feed(server(DirectoryFiles(tmp_path / "root")), get(b"/" + name))) == 404


def test_a_directory_can_be_written_below_put(tmp_path: Path) -> None:
    core = server(DirectoryFiles(tmp_path))
    put = get(b"/put/a/b", b"Content-Length: 3", method=b"PUT", content=b"one")
    assert [status(feed(core, put)) for _ in range(2)] == [201, 204]
    assert (tmp_path / "put" / "a" / "b").read_bytes() == b"one"
    assert status(feed(core, get(b"/put/a", method=b"PUT"))) == 409
    assert status(feed(core, get(b"/put/" + b"a" * 300, method=b"PUT"))) == 409
    assert [status(feed(core, get(b"/put/a/b", method=b"DELETE"))) for _ in range(2)] == [204, 404]
