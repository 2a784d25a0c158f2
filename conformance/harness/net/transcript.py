"""The evidence: every octet exchanged with the target, in order, bounded; and the line that repeats it by hand."""

from __future__ import annotations

import shlex
import time
from dataclasses import dataclass, field
from typing import Any

from conformance.text import escape_for_printf

KEPT_OF_AN_ENTRY = 8 * 1024  # octets; a flood is cut, and how much was cut is said
KEPT_ENTRIES = 200


@dataclass(slots=True)
class Entry:
    """One line of evidence. ``mark``: ``>`` we sent, ``<`` the target did, ``!`` trouble, space: a remark."""

    at: float
    mark: str
    connection: int
    octets: bytes = b""
    note: str = ""
    omitted: int = 0

    def json(self) -> dict[str, Any]:
        record: dict[str, Any] = {"at": round(self.at, 6), "mark": self.mark, "connection": self.connection}
        if self.note:
            return record | {"note": self.note}
        return record | {"octets": self.octets.decode("latin-1"), "omitted": self.omitted}


@dataclass(slots=True)
class Transcript:
    """What one attempt exchanged with the target. Times are seconds since the attempt began."""

    started: float = field(default_factory=time.monotonic)
    entries: list[Entry] = field(default_factory=list)
    dropped: int = 0

    def octets(self, mark: str, connection: int, octets: bytes) -> None:
        last = self.entries[-1] if self.entries else None
        if last and last.mark == mark == "<" and last.connection == connection and not last.note:
            self._grow(last, octets)
        else:
            entry = Entry(self._now(), mark, connection, octets[:KEPT_OF_AN_ENTRY])
            entry.omitted = len(octets) - len(entry.octets)
            self._keep(entry)

    def note(self, mark: str, note: str, connection: int = 0) -> None:
        self._keep(Entry(self._now(), mark, connection, note=note))

    def take(self, other: Transcript) -> None:
        """Go on with the entries of another attempt."""
        for entry in other.entries:
            self._keep(entry)
        self.dropped += other.dropped

    def _grow(self, entry: Entry, octets: bytes) -> None:
        room = KEPT_OF_AN_ENTRY - len(entry.octets)
        entry.octets += octets[:room]
        entry.omitted += max(0, len(octets) - room)

    def _keep(self, entry: Entry) -> None:
        if len(self.entries) < KEPT_ENTRIES:
            self.entries.append(entry)
        else:
            self.dropped += 1

    def _now(self) -> float:
        return time.monotonic() - self.started

    def json(self) -> list[dict[str, Any]]:
        records = [entry.json() for entry in self.entries]
        if self.dropped:
            records.append({"at": 0.0, "mark": " ", "connection": 0, "note": f"{self.dropped} more entries not kept"})
        return records

    def shell(self, host: str, port: int, tls: bool = False) -> str:
        """A shell command that sends the same octets, on the first connection, by hand."""
        sent = [entry for entry in self.entries if entry.connection == 1 and (entry.mark == ">" or entry.note)]
        parts = [_printf(entry) for entry in sent if entry.mark == ">" or entry.note.startswith("paused ")]
        if not any(part.startswith("printf") for part in parts):
            return ""
        peer = f"openssl s_client -quiet -connect {host}:{port}" if tls else f"nc {shlex.quote(host)} {port}"
        return f"{parts[0]} | {peer}" if len(parts) == 1 else f"({'; '.join(parts)}) | {peer}"


def _printf(entry: Entry) -> str:
    if entry.note:
        return f"sleep {entry.note.removeprefix('paused ').removesuffix(' s')}"
    if entry.omitted:
        return f"printf '…{len(entry.octets) + entry.omitted} octets, too many to print…'"
    return f"printf '{escape_for_printf(entry.octets)}'"
