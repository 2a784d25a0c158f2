"""The evidence: every octet exchanged with the target, in order, bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conformance.harness.net.bounds import KEPT_ENTRIES, KEPT_OF_AN_ENTRY, KEPT_RECEIVED
from conformance.harness.net.clock import SYSTEM_CLOCK, Clock

LINES_OF_TROUBLE = 100


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

    clock: Clock = SYSTEM_CLOCK
    entries: list[Entry] = field(default_factory=list)
    dropped: int = 0
    received: int = 0  # octets kept of what the target sent
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock.now()

    def octets(self, mark: str, connection: int, octets: bytes) -> None:
        """Add what was sent, or received; a flood is cut, and how much was cut is said."""
        last = self.entries[-1] if self.entries else None
        if last and last.mark == mark == "<" and last.connection == connection and not last.note:
            self._grow(last, octets)
        else:
            self.datagram(mark, connection, octets)

    def datagram(self, mark: str, connection: int, octets: bytes) -> None:
        """Add a datagram that was sent, or received: an entry of its own, also where it is empty."""
        if len(self.entries) < KEPT_ENTRIES:
            entry = Entry(self._now(), mark, connection)
            self._grow(entry, octets)
            self.entries.append(entry)
        else:
            self.dropped += 1

    def note(self, mark: str, note: str, connection: int = 0) -> None:
        self._keep(Entry(self._now(), mark, connection, note=note))

    def trouble(self, lines: list[str]) -> None:
        """Add the lines of a traceback, or of the output of a target that died, however many entries there are."""
        self.entries += [Entry(self._now(), "!", 0, note=line) for line in lines[-LINES_OF_TROUBLE:] if line.strip()]

    def take(self, other: Transcript) -> None:
        """Go on with the entries of another attempt."""
        for entry in other.entries:
            self._keep(entry)
        self.dropped += other.dropped

    def _grow(self, entry: Entry, octets: bytes) -> None:
        room = KEPT_OF_AN_ENTRY - len(entry.octets)
        if entry.mark == "<":
            room = min(room, KEPT_RECEIVED - self.received)
        kept = octets[:room]
        entry.octets += kept
        entry.omitted += len(octets) - len(kept)
        self.received += len(kept) if entry.mark == "<" else 0

    def _keep(self, entry: Entry) -> None:
        if len(self.entries) < KEPT_ENTRIES:
            self.entries.append(entry)
        else:
            self.dropped += 1

    def _now(self) -> float:
        return self.clock.now() - self.started

    def json(self) -> list[dict[str, Any]]:
        records = [entry.json() for entry in self.entries]
        if self.dropped:
            records.append({"at": 0.0, "mark": " ", "connection": 0, "note": f"{self.dropped} more entries not kept"})
        return records
