"""Has a standard set of conversations, so that the cases on all frames have some to judge in every run."""

from __future__ import annotations

import contextlib
from functools import partial
from itertools import product

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from conformance.harness.case.target import Target
from conformance.http.wire import Silent
from conformance.model import Inconclusive, NotApplicable
from conformance.websocket.deflate import NAME
from conformance.websocket.helpers.offers import FIELD
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import BINARY, CLOSE, PING, TEXT, UNMASKED, frame

LONG = bytes(range(256)) * 257  # too long for a length of 16 bits
GOOD = frame(TEXT, b"Hello") + frame(TEXT, "naïve".encode()) + frame(PING, b"there?") + frame(BINARY, LONG)
FAULTS = (frame(TEXT, b"Hello", mask=UNMASKED), frame(3), frame(TEXT, b"\xff"))  # unmasked, reserved, no UTF-8


def provoke(target: Target, run: RunView) -> None:
    """Have a conversation of each kind, several at a time, and add what is received to that of the run."""
    kinds = product((b"", FIELD % NAME), (GOOD, *FAULTS))
    tasks = [partial(_converse, target, run, fields, octets) for fields, octets in kinds]
    for attempt in target.clock.side_by_side(tasks, target.jobs):
        run.keep(attempt.received)


def _converse(target: Target, run: RunView, fields: bytes, octets: bytes) -> Attempt:
    """Send the octets, then a Close unless the target sent one, and read to the end, or until the Close is ignored."""
    attempt = Attempt(target, target.quick, run=run)
    with contextlib.suppress(Inconclusive, NotApplicable):
        websocket = WebSocket(attempt, fields)
        if websocket.exchange(octets).failed or _closes(websocket):
            websocket.what_follows()
    attempt.close()
    return attempt


def _closes(websocket: WebSocket) -> bool:
    """Send a Close, and return whether the target reacts in time: nothing more can be expected of one that does not."""
    websocket.send_close()
    return not isinstance(websocket.receive(CLOSE), Silent)
