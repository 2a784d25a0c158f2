"""Has a standard set of conversations, so that the cases on all frames have some to judge in every run."""

from __future__ import annotations

import contextlib
import re
from functools import partial
from itertools import product

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from conformance.harness.case.target import Target
from conformance.http.wire import Silent
from conformance.model import Inconclusive, NotApplicable
from conformance.websocket.deflate import NAME
from conformance.websocket.handshake import Handshake
from conformance.websocket.helpers.offers import FIELD
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import BINARY, CLOSE, PING, TEXT, UNMASKED, Frame, frame

KEY = re.compile(rb"(?im)^sec-websocket-key:[ \t]*([^\r\n \t]+)")
LONG = bytes(range(256)) * 257  # too long for a length of 16 bits
GOOD = frame(TEXT, b"Hello") + frame(TEXT, "naïve".encode()) + frame(PING, b"there?") + frame(BINARY, LONG)
FAULTS = (frame(TEXT, b"Hello", mask=UNMASKED), frame(3), frame(TEXT, b"\xff"))  # unmasked, reserved, no UTF-8


def provoke(target: Target, run: RunView) -> None:
    """Have a conversation of each kind, several at a time, and add what is received to that of the run."""
    kinds = product((b"", FIELD % NAME), (GOOD, *FAULTS))
    tasks = [partial(_converse, target, run, fields, octets) for fields, octets in kinds]
    for attempt in target.clock.side_by_side(tasks, target.jobs):
        run.keep(attempt.received)


def send_again(attempt: Attempt, octets: bytes) -> None:
    """Send what was sent on one connection, without looking at it, and record the answer and the frames."""
    request, end, frames = octets.partition(b"\r\n\r\n")
    handshake = Handshake(attempt)
    if key := KEY.search(request):
        handshake.key = key[1]  # the answer is compared with it
    handshake.answer(request + end)
    websocket = WebSocket(attempt, handshake=handshake)
    websocket.send_octets(frames)
    while isinstance(received := websocket.receive(), Frame):
        if received.opcode == CLOSE:
            websocket.what_follows()
            break


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
