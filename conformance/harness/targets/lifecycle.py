"""How a target lives, and how processes that judge the same target keep out of each other's way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from conformance.harness.case.target import Target
from conformance.harness.targets.measurement import answers


class Lifecycle(Protocol):
    """How a target lives: how often it died, and how it comes back."""

    @property
    def deaths(self) -> int: ...
    @property
    def reviving(self) -> str:
        """What is done about a target that does not answer, for the status line."""
        ...

    def died_since(self, deaths: int) -> bool: ...
    def revive(self, stopped: Callable[[], bool]) -> bool: ...
    def last_words(self) -> str: ...
    def last_output(self) -> list[str]: ...


class TargetLock(Protocol):
    """A lock between processes that judge the same target.

    Attempts share it; while the case to blame is looked for, one process holds it alone.
    """

    def shared(self) -> None: ...
    def exclusive(self) -> None: ...
    def leave(self) -> None: ...

    def alone(self) -> AbstractContextManager[None]:
        """Keep all other processes from running a case alone until the block ends."""
        ...


class ExternalTarget:
    """A target that the harness did not start: it is alive as long as it answers."""

    deaths = 0
    reviving = "waiting until it answers again"

    def __init__(self, target: Target) -> None:
        self.target = target

    def died_since(self, deaths: int) -> bool:
        """Always false: the harness did not start this target, so it cannot see its process."""
        return False

    def revive(self, stopped: Callable[[], bool]) -> bool:
        """Wait for at most two patiences until the target answers again."""
        clock = self.target.clock
        until = clock.now() + 2 * self.target.patience
        while clock.now() < until and not stopped():
            began = clock.now()
            if answers(self.target):
                return True
            clock.sleep(min(0.1, began + 0.1 - clock.now()))  # a refused connection returns at once
        return False

    def last_words(self) -> str:
        return "it no longer answers; with --launch it would be restarted"

    def last_output(self) -> list[str]:
        """Nothing: the harness does not see what it writes."""
        return []


class NullLock:
    """The lock of a run with a single process: there is nothing to wait for."""

    def shared(self) -> None: ...
    def exclusive(self) -> None: ...
    def leave(self) -> None: ...

    def alone(self) -> AbstractContextManager[None]:
        return nullcontext()
