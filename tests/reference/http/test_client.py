"""The client core: its requests, its reading of responses, and its conversation with the server core."""

from __future__ import annotations

import pytest

from reference_impls.http.client import HttpClient, Incoming, Outgoing, Url
from reference_impls.http.syntax import Malformed
from tests.reference.driving import SPLITS, Split, drain, feed, running, server

OK = b"HTTP/1.1 200 OK\r\n"


def client(*requests: Outgoing) -> HttpClient:
    return HttpClient(requests or [Outgoing(Url.parse("http://h/"))])


def url(target: str) -> Url:
    return Url.parse(f"http://h:81{target}")


def read(octets: bytes, split: Split, method: bytes = b"GET") -> Incoming | str:
    """The response that the client makes of these octets and FIN, or its complaint."""
    core = client(Outgoing(url("/"), method))
    feed(core, octets, split)
    core.receive(b"")
    return core.error or core.responses[0]


def converse(one: HttpClient) -> None:
    """Let the client talk to a fresh server, in memory."""
    other = server()
    said = drain(one)
    while said and not one.closing:
        said = feed(one, feed(other, said))


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Outgoing(url("/a?b#c")), b"GET /a?b HTTP/1.1\r\nHost: h:81\r\n"),
        (Outgoing(Url.parse("HTTP://u:p@H?q")), b"GET /?q HTTP/1.1\r\nHost: H\r\n"),
        (Outgoing(Url.parse("http://[::1]:8080")), b"GET / HTTP/1.1\r\nHost: [::1]:8080\r\n"),
        (Outgoing(url(""), b"OPTIONS"), b"OPTIONS * HTTP/1.1\r\nHost: h:81\r\n"),
    ],
)
def test_request_target_and_host(request_: Outgoing, said: bytes) -> None:
    assert drain(client(request_)).startswith(said)


@pytest.mark.parametrize(
    ("request_", "end"),
    [
        (Outgoing(url("/")), b"\r\nConnection: close\r\n\r\n"),
        (Outgoing(url("/"), b"POST"), b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        (Outgoing(url("/"), b"POST", content=b"abc"), b"\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"),
        (Outgoing(url("/"), b"POST", content=b"abc", chunked=True), b"close\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        (Outgoing(url("/"), b"POST", content=b"", chunked=True), b"close\r\n\r\n0\r\n\r\n"),
    ],
)
def test_request_framing(request_: Outgoing, end: bytes) -> None:
    assert drain(client(request_)).endswith(end)


@pytest.mark.parametrize(
    "text", ["https://h/", "h", "http://", "http:///x", "http://h:x/", "http://h/a b", "http://[::1/"]
)
def test_not_a_url(text: str) -> None:
    with pytest.raises(Malformed):
        Url.parse(text)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(
    ("octets", "content"),
    [
        (OK + b"Content-Length: 5\r\n\r\nhello", b"hello"),
        (OK + b"content-length:005\r\n\r\nhello, and more", b"hello"),
        (OK + b"\r\nuntil close", b"until close"),
        (b"HTTP/1.0 200 \r\n\r\nuntil close", b"until close"),
        (OK + b"Transfer-Encoding: Chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n", b"hello"),
        (
            b"HTTP/1.1 100 \r\nContent-Length: 9\r\n\r\nHTTP/1.1 103 \r\nA: b\r\n\r\n"
            + OK
            + b"Content-Length: 1\r\n\r\nx",
            b"x",
        ),
        (b"HTTP/1.1 204 \r\nContent-Length: 5\r\n\r\nhello", b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", b""),
        (b"HTTP/1.1 299 \xe9\t!\r\nContent-Length: 0\r\n\r\n", b""),
    ],
)
def test_a_response_is_read(octets: bytes, content: bytes, split: Split) -> None:
    response = read(octets, split)
    assert isinstance(response, Incoming)
    assert response.content == content


def test_head_has_no_content() -> None:
    response = read(OK + b"Content-Length: 5\r\n\r\n", SPLITS[0], b"HEAD")
    assert isinstance(response, Incoming)
    assert response.content == b""


def test_a_folded_field_line_becomes_one_and_trailers_stay_apart() -> None:
    response = read(OK + b"A: b\r\n\t c\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n", SPLITS[0])
    assert isinstance(response, Incoming)
    assert (response.values(b"a"), response.values(b"x"), response.trailers) == ([b"b c"], [], [(b"x", b"y")])


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(
    "octets",
    [
        b"",
        OK,
        b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/2.0 200 OK\r\n\r\n",
        b"http/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 600 OK\r\n\r\n",
        b"HTTP/1.1  200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\n\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 100 \r\n\r\n" * 101,
        OK + b" A: b\r\n\r\n",
        OK + b"A : b\r\n\r\n",
        OK + b"A\r\n\r\n",
        OK + b"A: \0\r\n\r\n",
        OK + b"Content-Length: 5\r\n\r\nhell",
        OK + b"Content-Length: -5\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        OK + b"Content-Length: 99999999999999999999\r\n\r\n",
        OK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_a_malformed_response_is_refused(octets: bytes, split: Split) -> None:
    assert isinstance(read(octets, split), str)


def test_silence_is_an_error() -> None:
    core = client()
    drain(core)
    core.expire()
    assert core.closing
    assert core.error == "no complete response in time"


def test_client_and_server_in_memory() -> None:
    body = bytes(range(256)) * 4000
    core = client(
        Outgoing(url("/")),
        Outgoing(url("/big"), b"HEAD"),
        Outgoing(url("/echo"), b"POST", content=body),
        Outgoing(url("/echo"), b"POST", content=body, chunked=True),
        Outgoing(url("/trailers"), fields=[(b"TE", b"trailers")]),
        Outgoing(url("/hints")),
        Outgoing(url("/nope")),
    )
    converse(core)
    assert core.error is None
    assert [response.status for response in core.responses] == [200, 200, 200, 200, 200, 200, 404]
    assert [core.responses[at].content for at in (1, 2, 3)] == [b"", body, body]
    assert core.responses[4].trailers == [(b"x-lines", b"1")]


def test_no_request_follows_a_response_that_closes() -> None:
    core = client(Outgoing(url("/"), fields=[(b"Expect", b"wonders")]), Outgoing(url("/")))
    converse(core)
    assert [response.status for response in core.responses] == [417]
    assert core.closing


@pytest.mark.parametrize("shell", ["threads", "loop", "aio"])
def test_client_and_server_over_sockets(shell: str) -> None:
    from reference_impls.shells.threads import converse
    from tests.reference.driving import connect

    core = client(Outgoing(url("/big")), Outgoing(url("/echo"), b"POST", content=b"x" * 1_000_000, chunked=True))
    with running(shell) as port:
        converse(connect(port), core)
    assert [len(response.content) for response in core.responses] == [400_000, 1_000_000]
