"""The octets of an attempt: how many are kept, and the shell line that sends them again."""

from __future__ import annotations

import subprocess

import pytest

from conformance.harness.net.bounds import KEPT_ENTRIES, KEPT_OF_AN_ENTRY
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.transport import STREAMS
from conformance.harness.net.url import Url

EVERY_OCTET = bytes(range(256)) + b"123\x011 %s %% \\ \\n \\060 '' \" $HOME `id` !!"


def by_hand(transcript: Transcript, host: str, port: int) -> str:
    return STREAMS.by_hand(transcript, Url("http", host, port), None)


@pytest.mark.parametrize("octets", [EVERY_OCTET, b"", b"-n x", b"--", b"\x00" * 3 + b"7"])
def test_what_is_done_by_hand_sends_the_same_octets(octets: bytes) -> None:
    transcript = Transcript()
    transcript.octets(">", 1, octets)
    command = by_hand(transcript, "host", 1).partition(" | nc")[0] or "true"
    assert subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, check=True).stdout == octets


def test_by_hand_sends_only_what_the_first_connection_sent() -> None:
    transcript = Transcript()
    transcript.octets(">", 1, b"one")
    transcript.octets("<", 1, b"answer")
    transcript.octets(">", 2, b"other")
    transcript.note(" ", "paused 0.05 s", 1)
    transcript.octets(">", 1, b"two")
    assert by_hand(transcript, "::1", 80) == "(printf 'one'; sleep 0.05; printf 'two') | nc ::1 80"
    assert by_hand(Transcript(), "host", 80) == ""


def test_the_transcript_is_bounded() -> None:
    """A flood on one connection is one entry that says how much was left out; a flood of entries is counted."""
    transcript = Transcript()
    for _ in range(1000):
        transcript.octets("<", 1, bytes(65536))
    (entry,) = transcript.entries
    assert (len(entry.octets), entry.omitted) == (KEPT_OF_AN_ENTRY, 65536000 - KEPT_OF_AN_ENTRY)
    for number in range(1000):
        transcript.octets(">", number, bytes(65536))
    assert len(transcript.entries) == KEPT_ENTRIES
    assert transcript.json()[-1]["note"] == f"{1001 - KEPT_ENTRIES} more entries not kept"
