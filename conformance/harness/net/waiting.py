"""Waits until a socket can be read or written, by what the system has for it."""

from __future__ import annotations

import select
import socket

READ, WRITE = 1, 4
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
