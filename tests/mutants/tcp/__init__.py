"""Mutants of services over TCP, and what the connections of one server share: a defect in it outlives one of them."""

from __future__ import annotations

from typing import Any

from reference_impls.sansio import Eof, Wait
from reference_impls.services.service import StreamService


class Sharing(StreamService):
    """A service whose connections share a dictionary, which belongs to the site."""

    @property
    def shared(self) -> dict[str, Any]:
        shared: dict[str, Any] = vars(self.site).setdefault("shared", {})
        return shared

    def say_nothing(self) -> Wait:
        """Read until the client has gone, and send nothing."""
        try:
            while True:
                yield from self.read_some()
        except Eof:
            return


class Counting:
    """Counts the octets that have come on a connection."""

    count = 0

    def counted(self, octets: bytes) -> int:
        self.count += len(octets)
        return self.count
