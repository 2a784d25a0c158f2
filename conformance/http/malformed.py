"""Twenty requests with one fault each. A server that serves them all does not parse requests."""

from __future__ import annotations

from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.requests import SENTINEL

_HOST = b"Host: {host}\r\nConnection: close\r\n\r\n"
_PLAIN = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
MALFORMED = (
    b"\x00\x01\x02\x03\r\n\r\n",
    b"\x16\x03\x01\x02\r\n\r\n",
    b"conformance\r\n\r\n",
    b"GET\r\n" + _HOST,
    b"HTTP/1.1 200 OK\r\n" + _HOST,
    b"G@T {path} HTTP/1.1\r\n" + _HOST,
    b"GET,{path},HTTP/1.1\r\n" + _HOST,
    b"GET {path} HTTP/1.1 HTTP/1.1\r\n" + _HOST,
    b"GET {path} HTTP/one\r\n" + _HOST,
    b"GET {path} FTP/1.1\r\n" + _HOST,
    b"GET conformance HTTP/1.1\r\n" + _HOST,
    b"GET {path}\x00 HTTP/1.1\r\n" + _HOST,
    b"GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: other.example\r\n" + _HOST,
    b"GET {path} HTTP/1.1\r\nHost: {host}/?@ \r\nConnection: close\r\n\r\n",
    _PLAIN + b"conformance\r\n\r\n",
    _PLAIN + b"X-A : b\r\n\r\n",
    _PLAIN + b": b\r\n\r\n",
    _PLAIN + b"Content-Length: five\r\n\r\n",
    _PLAIN + b"Content-Length: -1\r\n\r\n",
)


def are_all_served(http: Http) -> bool:
    """Whether each of the malformed requests is answered with the same success as a plain one.

    The search ends at the first one that is not, so a server that parses requests gets few of them. The content must
    be the same as well, unless the content of a plain answer changes from one to the next.
    """
    plain = http.answer(SENTINEL)
    if plain not in ACCEPTED:
        return False
    changes = False
    for octets in MALFORMED:
        answer = (http := http.reconnect()).answer(octets)
        if answer.status != plain.status:
            return False
        if answer.content != plain.content and not changes:
            changes = (http := http.reconnect()).answer(SENTINEL).content != plain.content
            if not changes:
                return False
    return True
