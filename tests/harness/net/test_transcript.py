"""The octets of an attempt: how many are kept, and the shell line that sends them again."""

from __future__ import annotations

import subprocess

import pytest

from conformance.harness.net.bounds import KEPT_ENTRIES, KEPT_OF_AN_ENTRY
from conformance.harness.net.tls import Tls
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


def exchanged(*more: tuple[str, int, bytes | str]) -> Transcript:
    """A request and its answer on one connection, and what came after; texts are notes."""
    transcript = Transcript()
    for mark, connection, what in ((">", 1, b"one"), ("<", 1, b"answer"), *more):
        if isinstance(what, bytes):
            transcript.octets(mark, connection, what)
        else:
            transcript.note(mark, what, connection)
    return transcript


def test_what_is_sent_at_once_on_one_connection_has_a_shell_line() -> None:
    assert by_hand(exchanged(("!", 0, "its output: Segmentation fault")), "host", 80) == "printf 'one' | nc host 80"
    assert by_hand(exchanged(("<", 1, "FIN")), "::1", 80) == "printf 'one' | nc ::1 80"
    assert STREAMS.by_hand(exchanged(), Url("https", "host", 443), Tls(())) == ""
    assert by_hand(Transcript(), "host", 80) == ""


@pytest.mark.parametrize(
    "more",
    [
        (">", 1, b"two"),
        (">", 1, "FIN"),
        (">", 1, "RST"),
        (">", 2, b"two"),
        ("<", 2, "FIN"),
        (" ", 1, "paused 0.05 s"),
        (" ", 1, "in segments: 8"),
        ("!", 1, "sending failed: broken pipe"),
    ],
)
def test_what_one_command_does_not_do_has_no_shell_line(more: tuple[str, int, bytes | str]) -> None:
    assert by_hand(exchanged(more), "host", 80) == ""


def test_what_was_not_kept_whole_has_no_shell_line() -> None:
    transcript = Transcript()
    transcript.octets(">", 1, b"x" * (KEPT_OF_AN_ENTRY + 1))
    assert by_hand(transcript, "host", 80) == ""


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
