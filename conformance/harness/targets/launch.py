"""A target that we start, watch and restart: ``--launch './server {port}'``.

The process leads a group of its own, so that nothing of it is left running. What other processes (xdist's workers) need
to know of it stands in a small state file.
"""

from __future__ import annotations

import json
import os
import shlex
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.transport import STREAMS
from conformance.harness.process import call_at_exit, do_not_call_at_exit
from conformance.harness.targets.guardian import Guardian
from conformance.harness.targets.launched import RESTARTS, START_SECONDS, State
from conformance.harness.targets.target_process import TargetProcess
from conformance.text import printable

STARTS = 3  # how many processes a restart starts, if each of them ends before it is ready


class CannotLaunch(Exception):
    """The command does not give a target that accepts connections; the output of the target follows the message."""


class PortTaken(CannotLaunch):
    """Somebody else listens where the target should."""


class Launcher:
    """Owns the process. ``start`` raises ``CannotLaunch``; ``stop`` ends the whole group.

    ``more`` are placeholders of the command beside ``{port}`` and ``{host}``, and what replaces them. ``is_listening``
    is asked whether a process listens on the host and the port. The ``guardian`` ends the group if the run is killed.
    """

    def __init__(
        self,
        command: str,
        host: str,
        port: int,
        state_file: Path,
        more: Mapping[str, str] = MappingProxyType({}),
        is_listening: Callable[[str, int], bool] = STREAMS.is_listening,
        guardian: Guardian | None = None,
    ) -> None:
        self.command = _filled(command, {"{port}": str(port), "{host}": host, **more})
        self.address, self.state_file, self._is_listening = (host, port), state_file, is_listening
        self._guardian, self.state = guardian or Guardian(), State()
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self._process: TargetProcess | None = None
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the process, and return when it accepts connections."""
        if self._is_listening(*self.address):
            raise PortTaken(f"--launch: something else already listens on {self.address[0]}:{self.address[1]}")
        call_at_exit(self.stop)
        process = self._spawn()
        if not self._await_ready(process):
            how, lines = process.how_it_ended(), process.last_lines()
            self.stop()
            output = "; its output ends:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""
            command = printable(shlex.join(self.command))
            raise CannotLaunch(f"--launch: {command} does not accept connections: {how}{output}")
        self._watcher.start()

    def stop(self) -> None:
        """End the process group, and do not restart it."""
        self._stopping.set()
        with self._lock:
            if self._process is not None:
                self._process.end()
        if self._watcher.is_alive():
            self._watcher.join()
        do_not_call_at_exit(self.stop)

    def _spawn(self) -> TargetProcess:
        try:
            self._process = TargetProcess(self.command, self._guardian)
        except OSError as error:
            raise CannotLaunch(f"--launch: {self.command[0] if self.command else ''}: {error.strerror}") from error
        return self._process

    def _await_ready(self, process: TargetProcess) -> bool:
        """Wait until the process accepts connections; return whether it does."""
        until = SYSTEM_CLOCK.now() + START_SECONDS
        while SYSTEM_CLOCK.now() < until and process.is_running:
            if self._is_listening(*self.address):
                self._publish(pid=process.pid, ready=True)
                return True
            self._stopping.wait(0.01)
        return False

    def _watch(self) -> None:
        """Restart the process whenever it ends, a limited number of times."""
        process = self._process
        while process is not None:
            process.wait()
            if self._stopping.is_set():
                return
            process.kill_group()
            self._publish_death(process)
            process = None if self.state.over else self._started_again()
        if not self.state.over:
            self._publish(over=True)

    def _publish_death(self, process: TargetProcess) -> None:
        deaths = self.state.deaths + 1
        over = deaths > RESTARTS
        words = process.last_words() + (f"; restarted {RESTARTS} times, and not again" if over else "")
        self._publish(deaths=deaths, words=words, output=process.last_lines(), ready=False, over=over)

    def _started_again(self) -> TargetProcess | None:
        """Return a new process that is ready, or ``None`` after saying why there is none.

        A process that ends before it is ready is replaced by another one: a case in flight may have ended it too.
        """
        for _ in range(STARTS):
            process = self._spawned_again()
            if process is None or self._await_ready(process):
                return process
            if process.is_running:
                break
            process.kill_group()
        assert process is not None
        self._publish(words=f"{self.state.words}; restarted, it does not accept connections: {process.last_words()}")
        return None

    def _spawned_again(self) -> TargetProcess | None:
        """Return a new process; ``None`` where none can be started, which is said beside the last words."""
        try:
            with self._lock:
                return None if self._stopping.is_set() else self._spawn()
        except CannotLaunch as error:  # the file was replaced or removed meanwhile
            self._publish(words=f"{self.state.words}; restarted: {error}")
            return None

    def _publish(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self.state, name, value)
        fresh = self.state_file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self.state)), encoding="utf-8", newline="\n")
        os.replace(fresh, self.state_file)


def _filled(command: str, values: Mapping[str, str]) -> list[str]:
    """Return the words of a command, with each placeholder replaced by its value; raises ``CannotLaunch``."""
    try:
        words = shlex.split(command)
    except ValueError as error:  # a quotation that nothing closes
        raise CannotLaunch(f"--launch: {command}: {error}") from error
    for name, value in values.items():
        words = [word.replace(name, value) for word in words]
    return words
