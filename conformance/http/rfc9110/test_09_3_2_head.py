"""RFC 9110 §9.3.2  HEAD"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.answered import require_response_to_head
from conformance.http.helpers.codings import GZIP
from conformance.http.helpers.framing import require_whole
from conformance.http.helpers.resources import MISSING, answered, ask
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer, Closed, Field, Garbage, Response, Silent
from conformance.model import SERVER, inconclusive, not_applicable

section = RFC9110.section("9.3.2", "HEAD")

PATHS = pytest.mark.parametrize("path", [b"{path}", b"{path_static}", MISSING], ids=["path", "static", "missing"])

NO_CONTENT = section.must_not(
    "no-content",
    role=SERVER,
    text="Do not send content in a response to HEAD, whatever its status.",
    hint="Create the head as for GET and stop after the empty line, in error responses too.",
)


@verifies(NO_CONTENT)
@pytest.mark.parametrize(
    "start",
    [b"{path}", b"{path_static}", b"{chunked_resp}", MISSING, b"{redirect}", b"{path_401}"],
    ids=["path", "static", "chunked", "missing", "redirect", "401"],
)
def test_nothing_follows_the_head(http: Http, start: bytes) -> None:
    exchange = http.exchange(b"HEAD " + start + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    require_response_to_head(exchange.answer)
    assert not content_follows(exchange.end)


@verifies(NO_CONTENT)
@pytest.mark.parametrize(
    "octets",
    [
        b"HEAD {path} HTTP/1.1\r\n\r\n",
        b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
        b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\nX : y\r\n\r\n",
        b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: conformance\r\n\r\n",
        b'HEAD {path_static} HTTP/1.1\r\nHost: {host}\r\nIf-Match: "conformance"\r\nConnection: close\r\n\r\n',
        b"HEAD {path_static} HTTP/1.1\r\nHost: {host}\r\nRange: bytes=999999999-\r\nConnection: close\r\n\r\n",
    ],
    ids=["no-host", "bad-length", "bad-field", "bad-coding", "if-match", "range"],
)
def test_nothing_follows_the_head_of_a_refusal(http: Http, octets: bytes) -> None:
    answer = http.answer(octets)
    require_response_to_head(answer)
    assert not content_follows(http.what_follows())


def content_follows(after: Answer) -> bool:
    """Whether octets came behind a head that are no response."""
    return isinstance(after, Garbage) or (isinstance(after, Closed | Silent) and bool(after.partial))


SAME_FIELDS = section.should(
    "same-fields-as-get",
    role=SERVER,
    text="Send the same header fields in response to HEAD as to GET.",
    hint="Create the fields for both methods in one function; omit only those that need the generated content.",
)

FROM_CONTENT = {b"content-length", b"transfer-encoding", b"vary", b"etag", b"trailer"}  # may be known too late for HEAD
OF_THE_CONNECTION = {b"connection", b"keep-alive", b"date", b"age", b"content-length", b"transfer-encoding"}


@verifies(SAME_FIELDS)
@PATHS
def test_head_has_the_fields_of_get(http: Http, path: bytes) -> None:
    lines, head = require_same_status_for_head(http, path)
    wrong = [line.raw for line in lines if not says(head, line)]
    assert not wrong, f"HEAD says not as GET does: {wrong[0][:80]!r}"


def require_same_status_for_head(http: Http, path: bytes) -> tuple[list[Field], Answer]:
    """The field lines that a GET before and one after HEAD have in common, but those of the connection; and HEAD's."""
    first, head, second = (ask(http, method + b" " + path) for method in (b"GET", b"HEAD", b"GET"))
    if not isinstance(first, Response) or not isinstance(second, Response):
        inconclusive("GET is not answered")
    if not first.status == answered(head).status == second.status:
        not_applicable("the answers to GET and HEAD have not the same status")
    lines = {line.raw for line in second.fields}
    return [line for line in first.fields if line.raw in lines and line.name not in OF_THE_CONNECTION], head


def says(head: Answer, line: Field) -> bool:
    """Whether HEAD has the field with this value, or may have been made before that was known."""
    values = head.values(line.name.decode("ascii"))
    return line.value in values or (not values and line.name in FROM_CONTENT)


SAME_LENGTH = RFC9110.section("8.6", "Content-Length").must_not(
    "content-length-of-head",
    role=SERVER,
    text="Do not send Content-Length in response to HEAD, unless it is the length of the content that GET would have.",
    hint="Count the content that you do not send, or leave Content-Length out; 0 is wrong for most.",
)


@verifies(SAME_LENGTH)
@PATHS
@pytest.mark.parametrize("lines", [(), (GZIP,)], ids=["any-coding", "gzip"])
def test_a_content_length_is_the_one_of_get(http: Http, path: bytes, lines: tuple[bytes, ...]) -> None:
    whole, again, head = (ask(http, method + b" " + path, *lines) for method in (b"GET", b"GET", b"HEAD"))
    require_whole(whole)
    if not whole.status == again.status == head.status or len(whole.content) != len(again.content):
        not_applicable("two answers to GET, or the one to HEAD, are of different length or status")
    assert set(head.values("Content-Length")) <= {b"%d" % len(whole.content)}
