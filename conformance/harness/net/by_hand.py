"""The shell command that sends the octets of an attempt once more, where a command can do that."""

from __future__ import annotations

from conformance.harness.net.transcript import Entry, Transcript
from conformance.text import escape_for_printf

TIMED = ("paused ", "in segments", "of what was sent")  # remarks on what one command does not do, or cannot send whole


def octets_by_hand(transcript: Transcript) -> str:
    """A command that prints what was sent; empty unless all of it was sent at once, on a single connection."""
    sent = [entry for entry in transcript.entries if entry.mark == ">"]
    connections = {entry.connection for entry in transcript.entries if entry.connection}
    if len(sent) != 1 or len(connections) != 1 or transcript.dropped or not _is_whole(sent[0]):
        return ""
    if any(_shows_more(entry) for entry in transcript.entries):
        return ""
    return f"printf '{escape_for_printf(sent[0].octets)}'"


def _shows_more(entry: Entry) -> bool:
    """Whether something went wrong on a connection, or was done that a command does not do."""
    return bool(entry.mark == "!" and entry.connection) or entry.note.startswith(TIMED)


def _is_whole(entry: Entry) -> bool:
    """Whether it is all that was sent, and no event such as FIN."""
    return bool(entry.octets) and not entry.omitted
