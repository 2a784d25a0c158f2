"""The target's own life."""

from __future__ import annotations

import pytest

from conformance.harness.engine.survival import Survival
from conformance.harness.runner.plugin import verifies
from conformance.http.robustness import ROBUSTNESS
from conformance.model import SERVER

section = ROBUSTNESS.section("1", "Survival")

SURVIVE = section.robustness(
    "survive-every-request",
    role=SERVER,
    text="No request ends the server's process or keeps it from answering others.",
    hint="Look for an exception that nothing catches, or a loop that never ends. Where --launch started the server, "
    "each row that is named shows the last lines of its output.",
)


@verifies(SURVIVE)
@pytest.mark.sockets("a process that may end")
def test_the_target_survives_every_case(survival: Survival) -> None:
    assert survival.casualties == []
