"""What stands in the octets of a case for what is only known of a target.

``{host}`` stands for its authority, ``{scheme}`` for its scheme, ``{path}`` for a path that is served, ``{upload}`` for
a method and a path that take content, ``{headers}`` for the path that lists the field lines it received or, where there
is none, ``{path}``, and ``{name}`` for the value of any other capability; a capability that the target lacks ends the
case as not applicable.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.model import not_applicable

_PLACEHOLDER = re.compile(rb"\{([a-z_0-9]+)\}")


def fill(octets: bytes, value: Callable[[str, bytes], bytes]) -> bytes:
    """Replace the placeholders of ``octets``; ``value`` is given the name of one, and how it is written."""
    return _PLACEHOLDER.sub(lambda match: value(match[1].decode("ascii"), match[0]), octets)


def value_of(name: str, written: bytes, attempt: Attempt, own: bytes) -> bytes:
    """What the placeholder of that name stands for; ``own`` is the name of a file that is to be uploaded."""
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
    return attempt.require_capability(name).encode("latin-1")


def _upload(attempt: Attempt, own: bytes) -> bytes:
    """``POST`` and a path that reads the whole content, or ``PUT`` and a name of our own."""
    capabilities = attempt.target.capabilities
    if path := capabilities.get("echo") or capabilities.get("body"):
        return b"POST " + path.encode("latin-1")
    if "put" not in capabilities:
        not_applicable("needs a path that reads the content of a request", "--cap echo=/path (or body=, or put=)")
    return b"PUT " + attempt.require_capability("put").encode("latin-1") + own
