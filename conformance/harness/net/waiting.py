"""Waits until a socket can be read or written, by what the system has for it."""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from typing import TypeVar

from conformance.harness.net.clock import Clock
from conformance.harness.net.stream import SILENCE

T = TypeVar("T")
READ, WRITE = 1, 4
LATE = 0.1  # seconds after its time at which a wait ends on a busy machine
EVENTS_OF_POLL = {READ: "POLLIN", WRITE: "POLLOUT"}


def wait_for(sock: socket.socket, events: int, seconds: float) -> int:
    """Return which of the events (``READ | WRITE``) are possible within so many seconds; 0 if none.

    An error or the end of the stream counts as ``READ``: the next read tells what it is.
    """
    return _by_poll(sock, events, seconds) if hasattr(select, "poll") else _by_select(sock, events, seconds)


def _by_poll(sock: socket.socket, events: int, seconds: float) -> int:
    """``poll`` has no highest number of a file descriptor, which ``select`` has."""
    poll = select.poll()
    poll.register(sock, sum(getattr(select, name) for event, name in EVENTS_OF_POLL.items() if events & event))
    found = sum(event for _, event in poll.poll(seconds * 1000))
    writable = WRITE if found & select.POLLOUT else 0
    return writable | (READ if found & ~select.POLLOUT else 0)


def _by_select(sock: socket.socket, events: int, seconds: float) -> int:
    """Windows reports a failed connection among the exceptional sockets."""
    reading, writing = [sock] if events & READ else [], [sock] if events & WRITE else []
    readable, writable, failed = select.select(reading, writing, [sock], max(0.0, seconds))
    return (READ if readable or failed else 0) | (WRITE if writable else 0)


def waited(
    read: Callable[[float], T], seconds: float, quick: float, on_wait: Callable[[], None], clock: Clock
) -> T | str:
    """Call ``read``, which waits for so many seconds at most, until it returns something else than ``SILENCE``.

    After ``quick`` seconds, ``on_wait`` is called. On a busy machine, a wait may end long after its time, and what the
    target sent may have had no chance to arrive: then it is waited for once more.
    """
    received: T | str = SILENCE
    for number, part in enumerate([quick, seconds - quick] if seconds > quick else [seconds]):
        if number:
            on_wait()
        began = clock.now()
        received = read(part)
        if received == SILENCE and clock.now() - began > part + LATE:
            received = read(part)
        if received != SILENCE:
            break
    return received
