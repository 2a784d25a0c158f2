"""Signs of life: one status line where nothing was printed for some seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping

import pytest

from conformance.harness.engine.activity import Activity
from conformance.harness.engine.state import RunState
from conformance.harness.net.clock import SYSTEM_CLOCK, Clock
from conformance.harness.runner import seams
from conformance.text import printable

QUIET = 3.0  # seconds without progress after which the line is shown
PAUSE = 30.0  # seconds between two lines where the output is no terminal
TICK = 0.5  # seconds between two looks
ERASE = "\r\x1b[K"


class StatusLine:
    """Shows what ``describe`` says while nothing else is printed.

    On a terminal the line is rewritten in place, and erased when the run goes on. Elsewhere, as in the log of a CI
    server, it is printed at most every ``PAUSE`` seconds. ``width`` is that of the terminal, or 0 if there is none.
    """

    def __init__(
        self, write: Callable[[str], None], describe: Callable[[], str], width: int, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self.write, self.describe, self.width, self.clock = write, describe, width or None, clock
        self.interactive = bool(width)
        self._lock, self._shown = threading.Lock(), False
        self._progress, self._printed = clock.now(), -PAUSE

    def progress(self) -> None:
        """Note that something is about to be printed; the line makes room for it."""
        with self._lock:
            self._progress = self.clock.now()
            if self._shown and self.interactive:
                self.write(ERASE)
            self._shown = False

    def look(self) -> None:
        """Show the line if nothing was printed for long enough."""
        with self._lock:
            now = self.clock.now()
            due = self.interactive or now - self._printed >= PAUSE
            if now - self._progress < QUIET or not due or not (text := printable(self.describe())):
                return
            start = "" if self._shown else "\n"
            text = text[: self.width]
            self.write(f"{start}{ERASE}{text}" if self.interactive else f"{start}{text}\n")
            self._shown, self._printed = True, now


def describe(run: Activity, states: Mapping[str, RunState]) -> str:
    """Return what goes on: in the ``run``, or on each target that is still judged, whose ``states`` are by its name."""
    if text := str(run):
        return text
    texts = {name: text for name, state in list(states.items()) if (text := str(state.activity))}
    if len(states) == 1:
        return "".join(texts.values())
    return "; ".join(f"{name}: {text}" for name, text in texts.items())


class StatusLinePlugin:
    """Looks every half second, in a thread, from the beginning of the run until its summary is printed."""

    def __init__(self, config: pytest.Config, describe: Callable[[], str]) -> None:
        self._ended = threading.Event()
        self.line = StatusLine(seams.writer(config), describe, seams.terminal_width(config))
        self._thread = threading.Thread(target=self._look, name="status-line", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(TICK):
            self.line.look()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self) -> None:
        self.line.progress()

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self) -> None:
        self.line.progress()

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self) -> Generator[None, None, None]:
        """Go on while reports are written, and end before pytest prints its summary, which the outer wrapper does."""
        try:
            return (yield)
        finally:
            self.stop()

    def pytest_terminal_summary(self) -> None:
        self.stop()

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self) -> None:
        self.stop()

    def stop(self) -> None:
        """Show the line no more, and remove it."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        self.line.progress()
