"""One run of a case gives back everything that it took."""

from __future__ import annotations

import dataclasses

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.slots import Slots
from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.http.protocol import PROTOCOL
from conformance.model import Verdict
from tests.kit.engine import case


class Stuck:
    """A peer that cannot be closed."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt

    def close(self) -> None:
        raise OSError("cannot be closed")


def does_nothing(http: object) -> None:
    """A case that conforms."""


def test_a_peer_that_cannot_be_closed_costs_no_slot_and_no_row() -> None:
    protocol = dataclasses.replace(PROTOCOL, peers={"http": Stuck})
    target, slots = Target(Url("http", "127.0.0.1", 1), protocol), Slots(2)
    outcomes = [case(target, number, does_nothing).run(1.0, slots) for number in range(5)]  # would wait for ever
    assert {outcome.verdict for outcome in outcomes} == {Verdict.FAULT}
    assert {outcome.message for outcome in outcomes} == {
        "a fault of this tool, please report: OSError: cannot be closed"
    }
