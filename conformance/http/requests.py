"""The plain requests that many cases send, and the placeholders in them.

A placeholder stands for what is only known when there is a target. ``{host}`` stands for its authority, ``{scheme}``
for its scheme, ``{path}`` for a path that it serves, ``{upload}`` for a method and a path that take content,
``{headers}`` for the path that lists the field lines it received (``{path}`` if there is none), and ``{name}`` for the
value of any other capability. A capability that the target lacks ends the case as not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.model import not_applicable

GET = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
GET_AND_CLOSE = b"GET %b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"  # % the request-target
SENTINEL = GET_AND_CLOSE % b"{path}"  # follows the octets of a case: it is served if it began in the right place
UPLOAD = b"{upload} HTTP/1.1\r\nHost: {host}\r\n"  # the head of a request with content, without the framing fields
POST = UPLOAD + b"Content-Length: 5\r\n\r\nhello"
CHUNKED_POST = UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"

_PLACEHOLDER = re.compile(rb"\{([a-z_0-9]+)\}")


def fill(octets: bytes, value: Callable[[str, bytes], bytes]) -> bytes:
    """Replace the placeholders of ``octets``. ``value`` is called with the name of each, and with its own octets."""
    return _PLACEHOLDER.sub(lambda match: value(match[1].decode("ascii"), match[0]), octets)


def value_of(name: str, written: bytes, attempt: Attempt, own: bytes) -> bytes:
    """Return what the placeholder of that name stands for. ``own`` is the name of a file that can be uploaded."""
    target = attempt.target
    if name == "host":
        return target.authority.encode("ascii")
    if name == "scheme":
        return target.url.scheme.encode("ascii")
    if name == "upload":
        return _upload(attempt, own)
    if name == "headers":
        name = "echo_headers" if "echo_headers" in target.capabilities else "path"
    name = "path_ok" if name == "path" else name
    if name not in target.protocol.capabilities:
        return written
    value = attempt.require_capability(name).encode("latin-1")
    return as_folder(value) if name == "put" else value


def as_folder(path: bytes) -> bytes:
    """Return a path behind which names can be appended: with a slash at its end, unless it has a query."""
    return path if path.endswith(b"/") or b"?" in path else path + b"/"


def _upload(attempt: Attempt, own: bytes) -> bytes:
    """Return ``POST`` and a path that reads the whole content, or ``PUT`` and the path of a new file."""
    capabilities = attempt.target.capabilities
    if path := capabilities.get("echo") or capabilities.get("body"):
        return b"POST " + path.encode("latin-1")
    if "put" not in capabilities:
        not_applicable("needs a path that reads the content of a request", "--cap echo=/path (or body=, or put=)")
    return b"PUT " + as_folder(attempt.require_capability("put").encode("latin-1")) + own
