"""How each of several readers reads the same octets: the judge's, the reference's, and h11's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import h11

from conformance.http.buffer import Incomplete
from conformance.http.heads import Malformed
from conformance.http.reader import ResponseReader
from conformance.http.wire import is_interim
from reference_impls.http.client import HttpClient, Outgoing, Url
from reference_impls.http.demo import demo_site
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Reading:
    """A message as it was understood; ``rest`` is what followed it. Names of fields are in lower case."""

    start: tuple[bytes, ...]
    fields: Fields
    content: bytes
    rest: bytes = field(default=b"", compare=False)


REJECTED, INCOMPLETE = "rejected", "incomplete"
Outcome = Reading | str
Segments = Iterable[bytes]

CUT_OFF = ("without sending complete message", "ConnectionClosed")  # h11's words for a FIN too early


def _fields(fields: Iterable[tuple[bytes, bytes]]) -> Fields:
    """The names of codings in lower case: h11 does that by itself."""
    return tuple(
        (key := name.lower(), value.lower() if key == b"transfer-encoding" else value) for name, value in fields
    )


# responses: the final one to a request of ``method``; an empty segment is FIN


def judge_response(segments: Segments, method: bytes) -> Outcome:
    """What the judge's reader makes of it; it reads what it can, so what it had to overlook counts as rejected."""
    reader, request, response = ResponseReader(), method + b" / HTTP/1.1", None
    try:
        for segment in segments:
            reader.feed(segment)
            while response is None or is_interim(response):
                response = reader.next(request)
                if response is None:
                    break
    except Malformed:
        return REJECTED
    except Incomplete:
        return INCOMPLETE
    if response is None:
        return INCOMPLETE
    if response.faults or response.missing:
        return REJECTED
    fields = _fields((line.name, line.value) for line in response.fields)
    return Reading((b"%d" % response.status,), fields, response.content, reader.rest)


def reference_response(segments: Segments, method: bytes) -> Outcome:
    """What the reference client makes of it."""
    client = HttpClient([Outgoing(Url.parse("http://h/"), method)])
    client.to_send()
    for segment in segments:
        client.receive(segment)
    if client.error:
        return INCOMPLETE if client.error == "incomplete response" else REJECTED
    if not client.responses:
        return INCOMPLETE
    response = client.responses[0]
    return Reading((b"%d" % response.status,), _fields(response.fields), response.content, bytes(client._in))


def h11_response(segments: Segments, method: bytes) -> Outcome:
    """What h11 makes of it."""
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method=method, target="/", headers=[("Host", "h")]))
    connection.send(h11.EndOfMessage())
    return _by_h11(connection, segments, lambda event: (b"%d" % event.status_code,), h11.Response)


# requests


class _Listening(HttpServer):
    """A reference server that keeps the first request that it was ready to answer."""

    taken: Request | None = None
    rest = b""

    def answer(self, request: Request) -> Response:
        if self.taken is None:
            self.taken, self.rest = request, bytes(self._in)
        return super().answer(request)


def reference_request(segments: Segments) -> Outcome:
    """What the reference server makes of it."""
    server = _Listening(demo_site(), time.time)
    said = server.to_send()
    for segment in segments:
        if server.taken:
            server.rest += segment
            continue
        server.receive(segment)
        said += server.to_send()
    if request := server.taken:
        return Reading((request.method, request.target), _fields(request.fields), request.content, server.rest)
    return REJECTED if said and not said.startswith(b"HTTP/1.1 100") else INCOMPLETE


def h11_request(segments: Segments) -> Outcome:
    """What h11 makes of it."""
    return _by_h11(h11.Connection(h11.SERVER), segments, lambda event: (event.method, event.target), h11.Request)


def _by_h11(
    connection: h11.Connection,
    segments: Segments,
    start: Callable[[Any], tuple[bytes, ...]],
    wanted: type[h11.Request] | type[h11.Response],
) -> Outcome:
    head, content, rest, ended = None, bytearray(), bytearray(), False
    try:
        for segment in segments:
            if ended:
                rest += segment
                continue
            connection.receive_data(segment)
            while not ended and (event := connection.next_event()) is not h11.NEED_DATA:
                if isinstance(event, h11.ConnectionClosed):
                    return INCOMPLETE
                if isinstance(event, wanted):
                    head = event
                elif isinstance(event, h11.Data):
                    content += event.data
                ended = isinstance(event, h11.EndOfMessage)
    except h11.RemoteProtocolError as error:
        return INCOMPLETE if any(reason in str(error) for reason in CUT_OFF) else REJECTED
    if head is None or not ended:
        return INCOMPLETE
    return Reading(start(head), _fields(head.headers), bytes(content), connection.trailing_data[0] + bytes(rest))
