"""Ports and process groups: start a server, wait for it, and end all of its processes."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

START_PATIENCE = 20.0
STOP_PATIENCE = 2.0
POLL = 0.02
# the address of www.example.test, with RD; and the error of a server that has not read its zones yet
DNS_QUERY = b"\x12\x34\1\0\0\1\0\0\0\0\0\0\3www\7example\4test\0\0\1\0\1"
SERVFAIL = 2


class ServerDied(Exception):
    """The server ended, or did not listen in time; the text holds its output."""


@contextmanager
def reserved_port(host: str = "127.0.0.1", wanted: int = 0) -> Iterator[int]:
    """Yield a port that no other program gets, the wanted one unless that is 0.

    The socket stays bound and never listens. In the meantime, Linux does not give the port to a program that asks for
    any free port, but does give it to a server that names it and sets SO_REUSEADDR, as servers do. Until that server
    listens, connections are refused.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((host, wanted))
        yield holder.getsockname()[1]


@contextmanager
def process_group(
    argv: Sequence[str], *, directory: Path, log: Path, environment: Mapping[str, str], as_nobody: bool
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a process group of its own, in a directory, and end the whole group with the block.

    As root, `as_nobody` runs it as the user nobody, so that it behaves as it does for everyone else.
    """
    nobody = pwd.getpwnam("nobody") if as_nobody and os.geteuid() == 0 else None
    with log.open("wb") as output:
        process = subprocess.Popen(
            argv,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=nobody.pw_uid if nobody else None,
            group=nobody.pw_gid if nobody else None,
            extra_groups=() if nobody else None,
        )
    try:
        yield process
    finally:
        end_group(process)


def give_to_nobody(directory: Path) -> None:
    """As root, make nobody the owner of a directory and of all in it."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (directory, *directory.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


def wait_until_listening(
    process: subprocess.Popen[bytes], place: tuple[str, int], log: Path, is_ready: Callable[[tuple[str, int]], bool]
) -> None:
    """Return as soon as the server is ready; raise `ServerDied` if the process ends or takes too long."""
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        if is_ready(place):
            return
        # The loop pauses by waiting for the process, so that it notices at once if the process ends.
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(POLL)
            raise ServerDied(
                f"ended with {code} before it listened:\n{log.read_text(encoding='utf-8', errors='replace')}"
            )
    raise ServerDied(f"not listening after {START_PATIENCE} s:\n{log.read_text(encoding='utf-8', errors='replace')}")


def accepts(place: tuple[str, int]) -> bool:
    """Return whether a connection is accepted there."""
    with suppress(ConnectionRefusedError), socket.create_connection(place, START_PATIENCE):
        return True
    return False


def receives(place: tuple[str, int]) -> bool:
    """Return whether a program has the port for UDP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(place)
        except OSError:
            return True
    return False


def answers(place: tuple[str, int]) -> bool:
    """Return whether a DNS query is answered there over UDP, and connections are accepted."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.5)
        probe.connect(place)
        try:
            probe.send(DNS_QUERY)
            reply = probe.recv(4096)
        except (TimeoutError, ConnectionRefusedError):
            return False
    return reply[3] & 15 != SERVFAIL and accepts(place)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process group: first by SIGTERM, so that its leader can reap its children, then by SIGKILL."""
    try:
        signal_group(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_PATIENCE)
    finally:
        signal_group(process.pid, signal.SIGKILL)
        process.wait()
    wait_until_empty(process.pid)


def wait_until_empty(group: int) -> None:
    """Return when all processes of a killed group are gone; kill those that it has forked in the meantime."""
    deadline = time.monotonic() + STOP_PATIENCE
    while members := group_members(group):
        if time.monotonic() > deadline:
            raise ServerDied(f"processes {members} outlived SIGKILL")
        signal_group(group, signal.SIGKILL)
        time.sleep(POLL)


def signal_group(group: int, number: signal.Signals) -> None:
    """Send a signal to a process group, which may have ended already."""
    with suppress(ProcessLookupError):
        os.killpg(group, number)


def group_members(group: int) -> list[int]:
    """Return the living processes of a group, without dead ones that wait to be reaped. Linux only."""
    members = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            # "pid (command) state parent group ...", proc(5); the command may hold spaces and parentheses.
            state, _parent, its_group = (
                status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
            )
            if int(its_group) == group and state not in "ZX":
                members.append(int(status.parent.name))
    return members
