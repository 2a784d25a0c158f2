"""Shell commands that send the octets of an attempt once more, by hand."""

from __future__ import annotations

from conformance.harness.net.transcript import Entry, Transcript
from conformance.text import escape_for_printf


def octets_by_hand(transcript: Transcript) -> str:
    """A command that prints what was sent on the first connection, pauses included; empty if nothing was sent."""
    sent = [entry for entry in transcript.entries if entry.connection == 1 and (entry.mark == ">" or entry.note)]
    parts = [_printf(entry) for entry in sent if entry.mark == ">" or entry.note.startswith("paused ")]
    if not any(part.startswith("printf") for part in parts):
        return ""
    return parts[0] if len(parts) == 1 else f"({'; '.join(parts)})"


def _printf(entry: Entry) -> str:
    if entry.note:
        return f"sleep {entry.note.removeprefix('paused ').removesuffix(' s')}"
    if entry.omitted:
        return f"printf '…{len(entry.octets) + entry.omitted} octets, too many to print…'"
    return f"printf '{escape_for_printf(entry.octets)}'"
