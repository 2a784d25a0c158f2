"""A target that we start, watch and restart: ``--launch './server {port}'``.

The process leads a group of its own, so that nothing of it is left running. What other processes (xdist's workers) need
to know of it stands in a small state file.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.transport import STREAMS
from conformance.harness.process import call_at_exit, do_not_call_at_exit
from conformance.harness.targets.guardian import Guardian
from conformance.harness.targets.launched import RESTARTS, START_SECONDS, State
from conformance.harness.targets.processes import end_group
from conformance.text import printable

STARTS = 3  # so often a process is started that ends before it is ready
OUTPUT_LINES, OUTPUT_LINE = 20, 300  # what is kept of its output


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
        values = {"{port}": str(port), "{host}": host, **more}
        try:
            self.command = [_filled(word, values) for word in shlex.split(command)]
        except ValueError as error:  # a quotation that nothing closes
            raise CannotLaunch(f"--launch: {command}: {error}") from error
        self.address, self.state_file, self._is_listening = (host, port), state_file, is_listening
        self._guardian = guardian or Guardian()
        self.state, self.output = State(), deque[str](maxlen=OUTPUT_LINES)
        self._stopping, self._lock = threading.Event(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        if self._is_listening(*self.address):
            raise PortTaken(f"--launch: something else already listens on {self.address[0]}:{self.address[1]}")
        call_at_exit(self.stop)
        self._spawn()
        if not self._await_ready():
            how, lines = self._how_it_ended(), self._written()
            self.stop()
            said = "; its output ends:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""
            command = printable(shlex.join(self.command))
            raise CannotLaunch(f"--launch: {command} does not accept connections: {how}{said}")
        self._watcher.start()

    def stop(self) -> None:
        """End the process group: SIGTERM, two seconds of grace, SIGKILL."""
        self._stopping.set()
        with self._lock:
            if self._process is not None:
                self._end(self._process)
                self._guardian.release(self._process.pid)
        if self._watcher.is_alive():
            self._watcher.join()
        do_not_call_at_exit(self.stop)

    def last_words(self) -> str:
        """How the process ended, and the last line of its output."""
        how, lines = self._how_it_ended(), self._written()
        return how + (f"; its output ends: {lines[-1]}" if lines else "")

    def _how_it_ended(self) -> str:
        assert self._process is not None
        code = self._process.poll()
        if code is not None:
            self._reader.join(1)  # what it wrote last may still be in the pipe; a child of it may hold the pipe open
        return "it is still running" if code is None else _exit_text(code)

    def _written(self) -> list[str]:
        """The last lines of its output, without empty ones."""
        return [line for line in self.output if line.strip()]

    def _spawn(self) -> None:
        self.output.clear()
        if self._process is not None:
            self._guardian.release(self._process.pid)
        try:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise CannotLaunch(f"--launch: {self.command[0] if self.command else ''}: {error.strerror}") from error
        self._guardian.guard(self._process.pid)
        self._reader = threading.Thread(target=self._drain, args=(self._process,), daemon=True)
        self._reader.start()

    def _drain(self, process: subprocess.Popen[bytes]) -> None:
        """Keep the last lines of the output; a line without end is cut, so that memory stays bounded."""
        assert process.stdout is not None
        with process.stdout as pipe:
            while line := pipe.readline(65536):
                self.output.append(printable(line.decode("utf-8", "replace").rstrip())[:OUTPUT_LINE])

    def _await_ready(self) -> bool:
        assert self._process is not None
        until = SYSTEM_CLOCK.now() + START_SECONDS
        while SYSTEM_CLOCK.now() < until and self._process.poll() is None:
            if self._is_listening(*self.address):
                self._publish(pid=self._process.pid, ready=True)
                return True
            self._stopping.wait(0.01)
        return False

    def _watch(self) -> None:
        """Restart the process whenever it ends, a limited number of times."""
        while not self._stopping.is_set():
            assert self._process is not None
            self._process.wait()
            if self._stopping.is_set():
                return
            end_group(self._process.pid, forcefully=True)
            over = self.state.deaths + 1 > RESTARTS
            words = self.last_words() + (f"; restarted {RESTARTS} times, and not again" if over else "")
            self._publish(deaths=self.state.deaths + 1, words=words, output=self._written(), ready=False, over=over)
            if over:
                return
            if not self._starts_again():
                self._publish(over=True)
                return

    def _starts_again(self) -> bool:
        """Spawn anew, more than once if the process ends before it is ready: a case in flight may have ended it too."""
        for _ in range(STARTS):
            if not self._spawned_again():
                return False
            if self._await_ready():
                return True
            assert self._process is not None
            if self._process.poll() is None:
                break
            end_group(self._process.pid, forcefully=True)
        self._publish(words=f"{self.state.words}; restarted, it does not accept connections: {self.last_words()}")
        return False

    def _spawned_again(self) -> bool:
        """Spawn anew; where that fails, say so beside the last words."""
        try:
            with self._lock:
                if self._stopping.is_set():
                    return False
                self._spawn()
        except CannotLaunch as error:  # the file was replaced or removed meanwhile
            self._publish(words=f"{self.state.words}; restarted: {error}")
            return False
        return True

    def _publish(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self.state, name, value)
        fresh = self.state_file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self.state)), encoding="utf-8", newline="\n")
        os.replace(fresh, self.state_file)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        end_group(process.pid, forcefully=False)
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            end_group(process.pid, forcefully=True)
            process.wait()
        end_group(process.pid, forcefully=True)  # children that outlived their parent


def _filled(word: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(name, value)
    return word


def _exit_text(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    with contextlib.suppress(ValueError):
        return f"killed by {signal.Signals(-code).name}"
    return f"killed by signal {-code}"
