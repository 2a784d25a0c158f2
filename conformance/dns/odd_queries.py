"""A query of which only the first four octets are those of a query."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.dns.wire import Query, number


@dataclass(frozen=True)
class HeadedQuery(Query):
    """A message with the identifier and flags of a query; ``rest`` are all octets behind them, the counts too."""

    rest: bytes = bytes(8)

    @property
    def octets(self) -> bytes:
        """The message."""
        return number(self.id) + number(self.flags) + self.rest
