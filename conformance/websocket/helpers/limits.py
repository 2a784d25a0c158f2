"""For the cases on limits: find the largest message that a target accepts, trying likely sizes first."""

from __future__ import annotations

import random
from collections.abc import Callable

from conformance.model import inconclusive_unless, not_applicable
from conformance.websocket.bounds import LIMIT
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import BINARY, Frame, frame

LEAST, MOST = 1 << 10, 32 << 20  # octets
USUAL = (*(1 << bit for bit in range(12, 25)), 10**5, 10**6, 10**7)
LIKELY = sorted({size + more for size in USUAL for more in (0, 1)})


def largest_taken(takes: Callable[[int], bool]) -> int | None:
    """Return the largest size that is accepted; None if MOST octets are accepted, or LEAST octets are not."""
    if not takes(LEAST) or takes(MOST):
        return None
    taken, refused = LEAST, MOST
    while refused - taken > 1:
        likely = [size for size in LIKELY if taken < size < refused]
        size = likely[len(likely) // 2] if likely else (taken + refused) // 2
        taken, refused = (size, refused) if takes(size) else (taken, size)
    return taken


def require_limit(websocket: WebSocket) -> int:
    """Return the largest message that the target takes in one frame; not applicable if no limit is found."""
    websocket.require_echo()
    octets = incompressible_text(MOST)
    websocket.close()
    if (limit := largest_taken(lambda size: takes(websocket.open_another(), Frame(BINARY, octets[:size])))) is None:
        not_applicable(f"no limit is found between {LEAST} and {MOST} octets")
    return limit


def takes(websocket: WebSocket, message: Frame) -> bool:
    """Whether a message is accepted; inconclusive if it is not refused either. Closes the connection."""
    websocket.limit = LIMIT + 2 * len(message.payload)
    seen = websocket.exchange(frame(message.opcode, message.payload), *echoed(websocket, message))
    websocket.close()
    inconclusive_unless(
        seen.failed or seen.answered, f"a message of {len(message.payload)} octets is neither taken nor refused"
    )
    return not seen.failed


def echoed(websocket: WebSocket, *messages: Frame) -> list[Frame]:
    """Return the messages that should come back: none of them if the target is not an echo."""
    return list(messages) if "ws.echo" in websocket.attempt.target.capabilities else []


def incompressible_text(size: int) -> bytes:
    """Return a text of ``size`` octets that compresses badly, the same in every run."""
    return random.Random(size).randbytes(size // 2 + 1).hex().encode()[:size]
