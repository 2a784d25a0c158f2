"""Many malformed messages at once: what is sent, and which message is named where the server hangs."""

from __future__ import annotations

import dataclasses

import pytest

from conformance.dns.odd_flight import tolerated_together
from conformance.dns.peer import Dns
from conformance.harness.case.attempt import Attempt
from tests.dns.scripted import PATIENCE, reply_to, target_of
from tests.kit.scripted_datagrams import Scripted
from tests.kit.virtual_clock import VirtualClock

MESSAGES = [bytes([0xF0, number]) + b"odd" for number in range(20)]


class HangsAt(Scripted):
    """Answers queries only, and none after a certain message."""

    def __init__(self, fatal: bytes) -> None:
        super().__init__(self.answer)
        self.fatal = fatal

    def answer(self, number: int, octets: bytes) -> list[bytes]:
        is_served = octets not in MESSAGES and self.fatal not in self.received
        return [reply_to(octets)] if is_served else []


def client_with(patience: float, core: Scripted) -> Dns:
    """A client whose target has a quick patience of half the usual one."""
    target = dataclasses.replace(target_of(core, VirtualClock()), quick=PATIENCE / 2)
    return Dns(Attempt(target, patience))


def test_the_first_try_has_one_plain_query_behind_all_messages() -> None:
    core = HangsAt(b"nothing")
    assert tolerated_together(client_with(PATIENCE / 2, core), MESSAGES) == []
    assert len(core.received) == 21


def test_a_try_with_full_patience_names_the_message_that_the_server_hangs_at() -> None:
    dns = client_with(PATIENCE, HangsAt(MESSAGES[6]))
    with pytest.raises(AssertionError, match="6 of 20 plain queries"):
        tolerated_together(dns, MESSAGES)
    notes = [entry.note for entry in dns.attempt.transcript.entries if entry.mark == "!"]
    assert [note.partition(" is the first")[0] for note in notes] == ["message 7 of 20"]
    assert "\\x06odd" in notes[0]
