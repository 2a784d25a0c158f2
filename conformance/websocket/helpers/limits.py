"""How large a message a target takes: found by trying, most likely sizes first."""

from __future__ import annotations

import random
from collections.abc import Callable

from conformance.model import inconclusive_unless, not_applicable
from conformance.websocket.frames import LIMIT
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import BINARY, Frame, frame

LEAST, MOST = 1 << 10, 32 << 20  # octets
USUAL = (*(1 << bit for bit in range(12, 25)), 10**5, 10**6, 10**7)
LIKELY = sorted({size + more for size in USUAL for more in (0, 1)})


def largest(takes: Callable[[int], bool]) -> int | None:
    """The largest size that is taken, where the next one is not; None where MOST octets are taken, or LEAST are not."""
    if not takes(LEAST) or takes(MOST):
        return None
    taken, refused = LEAST, MOST
    while refused - taken > 1:
        likely = [size for size in LIKELY if taken < size < refused]
        size = likely[len(likely) // 2] if likely else (taken + refused) // 2
        taken, refused = (size, refused) if takes(size) else (taken, size)
    return taken


def require_limit(websocket: WebSocket) -> int:
    """How large a message the target takes in one frame; not applicable without an echo, or where no limit is found."""
    websocket.require_echo()
    octets = incompressible_text(MOST)
    websocket.close()
    if (limit := largest(lambda size: takes(websocket.open_another(), Frame(BINARY, octets[:size])))) is None:
        not_applicable(f"no limit is found between {LEAST} and {MOST} octets")
    return limit


def takes(websocket: WebSocket, message: Frame) -> bool:
    """Whether a message is taken; inconclusive where it is not refused either. The connection is closed then."""
    websocket.limit = LIMIT + 2 * len(message.payload)
    seen = websocket.exchange(frame(message.opcode, message.payload), *echoed(websocket, message))
    websocket.close()
    inconclusive_unless(
        seen.failed or seen.ponged, f"a message of {len(message.payload)} octets is neither taken nor refused"
    )
    return not seen.failed


def echoed(websocket: WebSocket, *messages: Frame) -> list[Frame]:
    """What of these messages is to come back: nothing, where the target is no echo."""
    return list(messages) if "ws.echo" in websocket.attempt.target.capabilities else []


def incompressible_text(size: int) -> bytes:
    """Octets that are text, and no easy prey for compression."""
    return random.Random(size).randbytes(size // 2 + 1).hex().encode()[:size]
