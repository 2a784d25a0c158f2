"""What falls with a defect although it is not the defect.

``ABOUT_EVERYTHING`` is what hardly any defect leaves whole, and so is not written into each mutant: these requirements
are verified by requests or frames of every kind, or by whatever was answered in a run.
"""

from __future__ import annotations

from conformance.http.rfc9112.test_02_2_message_parsing import CLOSE_AFTER_MALFORMED
from conformance.http.rfc9112.test_02_2_message_parsing_chunked import BAD_CHUNKS
from conformance.http.rfc9112.test_02_2_message_parsing_field_lines import FIELD_LINE_GRAMMAR
from conformance.http.rfc9112.test_03_request_line import REQUEST_LINE
from conformance.http.rfc9112.test_06_3_message_body_length import NO_LENGTH_NO_BODY
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import NOT_FINAL
from conformance.http.rfc9112.test_06_3_message_body_length_invalid import (
    CONFLICTING_LENGTHS,
    EQUAL_LENGTHS,
    INVALID_LENGTH,
)
from conformance.http.rfc9112.test_09_3_persistence import HTTP_1_0_CLOSES
from conformance.http.rfc9112.test_09_6_tear_down import CLOSE_WHEN_ASKED
from conformance.http.robustness.test_4_strange_requests_responses import NO_INTERNAL_ERROR
from conformance.http.robustness.test_9_damaged_requests import SERVES_OTHERS
from conformance.model import Requirement
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
from conformance.websocket.robustness.test_4_sequences_of_frames import ANY_FAULT, ANY_LEGAL, LIVES_ON


def because(reason: str, *requirements: Requirement) -> dict[Requirement, str]:
    """The same reason for several requirements."""
    return dict.fromkeys(requirements, reason)


ABOUT_EVERYTHING = {NO_INTERNAL_ERROR, SERVES_OTHERS, ANY_LEGAL, ANY_FAULT, LIVES_ON}

CONTENT_AFTER_HEAD = because(
    "content behind a response to HEAD is taken for the next response",
    REQUEST_LINE,
    NO_LENGTH_NO_BODY,
    HTTP_1_0_CLOSES,
    CLOSE_WHEN_ASKED,
)
NO_CLOSE_AFTER_REFUSALS = because(
    "to refuse means to close, too",
    CLOSE_AFTER_MALFORMED,
    BAD_CHUNKS,
    FIELD_LINE_GRAMMAR,
    NOT_FINAL,
    INVALID_LENGTH,
    CONFLICTING_LENGTHS,
    EQUAL_LENGTHS,
)
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
