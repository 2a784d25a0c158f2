"""Robustness 1  Survival"""

from __future__ import annotations

import pytest

from conformance.harness.engine.survival import Survival
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER
from conformance.websocket.robustness import ROBUSTNESS

section = ROBUSTNESS.section("1", "Survival")

SURVIVES = section.robustness(
    "survives",
    role=SERVER,
    text="No handshake and no frame, however wrong, ends the server or makes it hang.",
    hint="Catch exceptions in the code that serves one connection, and give every wait a time limit.",
)


@verifies(SURVIVES)
@pytest.mark.sockets("a process that may end")
def test_it_survives_every_case(survival: Survival) -> None:
    assert not survival.casualties
