"""What an attempt may know of the run that it belongs to, and say to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from conformance.harness.net.time_limit import UNLIMITED, TimeLimit


class RunView(Protocol):
    """The engine has the one of a run (``engine.state.RunState``, which explains the words)."""

    @property
    def mostly_silent(self) -> bool: ...
    @property
    def unresponsive(self) -> bool: ...
    @property
    def received(self) -> list[Any]: ...
    @property
    def limit(self) -> TimeLimit: ...
    def keep(self, messages: Iterable[Any]) -> None: ...
    def limit_busy(self, count: int) -> None: ...
    def may_provoke(self) -> bool: ...
    def turn(self) -> None: ...


class OutsideRun:
    """For attempts that belong to no run, as those that measure a target before the first case."""

    mostly_silent = unresponsive = False
    limit: TimeLimit = UNLIMITED
    received: list[Any] = []  # noqa: RUF012 (nothing is ever put in)

    def keep(self, messages: Iterable[Any]) -> None:
        """Keep nothing: the caller that made the attempt reads the messages from it."""

    def limit_busy(self, count: int) -> None:
        """There is no limit to lower."""

    def may_provoke(self) -> bool:
        """Never: no run would have the messages."""
        return False

    def turn(self) -> None:
        """Wait for nothing: what is sent before the first case is little."""


OUTSIDE_RUN = OutsideRun()
