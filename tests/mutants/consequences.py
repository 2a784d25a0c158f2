"""What falls with a defect although it is not the defect."""

from __future__ import annotations

from conformance.harness.model import Requirement
from conformance.websocket.rfc6455.test_05_5_1_close import (
    CLOSE_TCP,
    NO_DATA_AFTER_CLOSE,
    NOTHING_MORE,
    OWN_CODE,
)
from conformance.websocket.rfc6455.test_07_1_1_close_the_websocket_connection import AT_ONCE, CLEANLY
from conformance.websocket.rfc6455.test_07_1_7_fail_the_websocket_connection import CLOSE_TCP as CLOSE_FAILED
from conformance.websocket.rfc6455.test_07_1_7_fail_the_websocket_connection import PROCESS_NOTHING_MORE, SAY_WHY
from conformance.websocket.rfc6455.test_10_7_handling_of_invalid_data import REFUSE_BAD_CLOSES


def because(reason: str, *requirements: Requirement) -> dict[Requirement, str]:
    """The same reason for several requirements."""
    return dict.fromkeys(requirements, reason)


NO_FAILURE = because(
    "how a connection is failed cannot be seen where it is not failed",
    AT_ONCE,
    CLEANLY,
    CLOSE_FAILED,
    PROCESS_NOTHING_MORE,
    SAY_WHY,
)
CODE_SENT_BACK = because("it sends the code back", OWN_CODE, REFUSE_BAD_CLOSES)
MORE_AFTER_CLOSE = because("what follows a Close is no FIN", CLOSE_TCP, NOTHING_MORE, NO_DATA_AFTER_CLOSE, CLEANLY)
