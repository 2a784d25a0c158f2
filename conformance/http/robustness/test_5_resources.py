"""What connections that have ended leave behind."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.harness.targets.resources import Resources
from conformance.http.helpers.persistence import closes
from conformance.http.peer import Http
from conformance.http.robustness import ROBUSTNESS
from conformance.model import SERVER, not_applicable

section = ROBUSTNESS.section("5", "Resources")

LEAVE_NOTHING = section.robustness(
    "leave-nothing-behind",
    role=SERVER,
    text="A connection that has ended, well or in the middle, leaves neither descriptors nor memory behind.",
    hint="Close the socket, and whatever was opened for the request, on every way out: after errors and resets too.",
)

CONNECTIONS = 200
DESCRIPTORS, MEMORY = 100, 64 << 20  # less than one, and than a third of a megabyte, a connection
DESCRIPTORS_OF_A_RUN, MEMORY_OF_A_RUN = 1000, 1 << 30  # less than one for every other case


@verifies(LEAVE_NOTHING)
@pytest.mark.sockets("what a process holds")
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A",
        b"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100000\r\n\r\nhello",
    ],
    ids=["served", "malformed", "reset in a field", "cut off in content"],
)
def test_connections_leave_nothing_behind(resources: Resources, octets: bytes) -> None:
    resources.load(lambda attempt: converse(Http(attempt), octets), CONNECTIONS)
    grown = resources.growth(DESCRIPTORS, MEMORY)
    assert grown.under_load.descriptors < DESCRIPTORS
    assert grown.under_load.memory < MEMORY
    assert grown.since_begin.descriptors < DESCRIPTORS_OF_A_RUN
    assert grown.since_begin.memory < MEMORY_OF_A_RUN


def converse(http: Http, octets: bytes) -> None:
    """Have a whole request answered; cut off another one, by a reset where no answer can be on its way."""
    if b"\r\n\r\n" not in octets:
        http.send(octets)
        http.let_read()
        http.reset()
    elif octets.endswith(b"\r\n\r\n"):
        http.answer(octets)
    else:
        http.send(octets)
        http.half_close()
        if not closes(http):
            not_applicable("the target does not close a connection that the client has closed")
