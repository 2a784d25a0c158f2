"""Cores that do what a function says, for the tests of what drives a core."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.sansio import Connection, Eof, TimedOut, Wait

Script = Callable[["Scripted"], Wait]


class Scripted(Connection):
    """A core that does what a function says, and remembers what it was given."""

    def __init__(self, script: Script, patience: float | None = None, *, lingers: bool = True) -> None:
        self.script, self.given, self.made = script, [], 0  # type: tuple[Script, list[bytes], int]
        super().__init__()
        self.patience, self.lingers = patience, lingers

    def run(self) -> Wait:
        yield from self.script(self)

    def receive(self, octets: bytes) -> None:
        self.given.append(octets)
        super().receive(octets)

    def to_send(self) -> bytes:
        octets = super().to_send()
        self.made += len(octets)
        return octets


def silent(core: Scripted) -> Wait:
    while True:
        yield from core.read_some()


def answers_once(core: Scripted) -> Wait:
    yield from core.read_some()
    core.send(b"answer")


def answers_the_end(core: Scripted) -> Wait:
    try:
        yield from silent(core)
    except Eof:
        core.send(b"bye")


def gives_up(core: Scripted) -> Wait:
    try:
        yield from silent(core)
    except TimedOut:
        core.send(b"too late")


def resets(core: Scripted) -> Wait:
    yield from core.read_some()
    raise ConnectionResetError


def fails(core: Scripted) -> Wait:
    yield from core.read_some()
    raise ValueError("a defect")


def never_stops(core: Scripted) -> Wait:
    while True:
        core.send(b"x" * 1000)
        yield from core.flush()
