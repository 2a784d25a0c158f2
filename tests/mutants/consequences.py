"""What falls with a defect although it is not the defect.

``ABOUT_EVERYTHING`` is what hardly any defect leaves whole, and so is not written into each mutant: these requirements
are verified by requests or frames of every kind, or by whatever was answered in a run.
"""

from __future__ import annotations

from conformance.http.robustness.test_4_strange_requests_responses import NO_INTERNAL_ERROR
from conformance.http.robustness.test_9_damaged_requests import SERVES_OTHERS
from conformance.model import Requirement
from conformance.websocket.robustness.test_4_sequences_of_frames import ANY_FAULT, ANY_LEGAL, LIVES_ON


def because(reason: str, *requirements: Requirement) -> dict[Requirement, str]:
    """The same reason for several requirements."""
    return dict.fromkeys(requirements, reason)


ABOUT_EVERYTHING = {NO_INTERNAL_ERROR, SERVES_OTHERS, ANY_LEGAL, ANY_FAULT, LIVES_ON}
