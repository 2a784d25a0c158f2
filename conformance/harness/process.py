"""Every effect on the whole process, undone when it is no longer needed; and what this system cannot do."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib.util
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Callable, Iterator
from types import FrameType

SELDOM = (20_000, 20, 20)  # new objects, then collections of younger ones: few objects of a case are in cycles
THREADS = 3000  # at the most, however many cases wait
USUAL_FILES = 256  # descriptors that a process may have where the system does not tell


# the garbage collector


@contextlib.contextmanager
def collecting_garbage_less_often() -> Iterator[None]:
    """Exclude existing objects from garbage collection and collect less often, until the block ends."""
    before = gc.get_threshold()
    hide_from_gc()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        gc.collect()


@contextlib.contextmanager
def keeping_new_objects_from_gc() -> Iterator[None]:
    """Switch the collector off, and hide from it what was made when the block ends.

    For many objects that stay to the end of the process: otherwise it would look at all of them several times, the last
    time when the interpreter ends. ``gc.unfreeze`` shows them to it again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def hide_from_gc() -> None:
    """Exclude all objects that exist now from later collections, and only these."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def hide_more_from_gc() -> None:
    """Exclude all objects that exist now from later collections, without a collection now."""
    gc.freeze()


# memory

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # of mallopt(3), in glibc
LARGE = 256 * 1024  # octets of a block that goes back to the system as soon as it is freed
ARENAS = 2  # heaps that the threads share


def give_back_memory() -> None:
    """Have large blocks given back to the system as soon as they are free, where the C library can do so.

    Otherwise each of 16 heaps keeps the blocks that its threads have freed. In a run against a target that sends
    without end, these were 800 MB, while at most 130 MB were in use. The setting is never taken back.
    """
    import ctypes

    with contextlib.suppress(AttributeError, TypeError, OSError):  # another C library, or Windows
        library = ctypes.CDLL(None)
        library.mallopt(M_ARENA_MAX, ARENAS)
        library.mallopt(M_MMAP_THRESHOLD, LARGE)


# limits


def thread_limit() -> int:
    """How many threads may run: each may hold a few connections, and pytest needs descriptors of its own."""
    return max(8, min(THREADS, (_file_limit(2 * THREADS + 200) - 200) // 2))


def _file_limit(wanted: int) -> int:
    """Raise the limit of open files to what is wanted, as far as the system allows; returns the limit."""
    try:
        import resource
    except ImportError:  # Windows
        return 2 * THREADS + 200 if os.name == "nt" else USUAL_FILES
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files < wanted:
        files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses more than the kernel's own limit
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return files


# signals


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Treat SIGTERM and SIGHUP like Ctrl-C until the block ends."""
    with _handling(_interrupt, "SIGTERM", "SIGHUP"):
        yield


@contextlib.contextmanager
def ignoring_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM until the block ends, for a clean-up that must not be cut short."""
    with _handling(signal.SIG_IGN, "SIGINT", "SIGTERM"):
        yield


@contextlib.contextmanager
def _handling(handler: Callable[[int, FrameType | None], None] | signal.Handlers, *names: str) -> Iterator[None]:
    """Handle those of the signals that this system has; afterwards, the handlers of before are in place again."""
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt(signal.Signals(number).name)


def end_quietly_in_a_pipe() -> None:
    """Let ``| head`` end this process without an error, where the system has the signal for it."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


# the end of the process, warnings, hypothesis


def write_nothing_more() -> None:
    """Discard what is written from now on: the reader of the output is gone, as with ``| head``."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def call_at_exit(clean_up: Callable[[], None]) -> None:
    """Have ``clean_up`` called when the process ends, should an interrupt keep the run from calling it."""
    atexit.register(clean_up)


def do_not_call_at_exit(clean_up: Callable[[], None]) -> None:
    """Undo ``call_at_exit``."""
    atexit.unregister(clean_up)


def let_pass_warning(message: str) -> None:
    """Ignore warnings that begin so; it stays in force, since threads share the filters."""
    warnings.filterwarnings("ignore", message=message)


def have_hypothesis_keep_nothing() -> None:
    """Leave hypothesis no folder in which it could keep examples; it must not make one where the judge is run."""
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(os.devnull)


def parent_watch() -> Callable[[], bool]:
    """Return a function that tells whether the parent of this process has ended; on Windows, it never does."""
    if os.name == "nt":
        return lambda: False
    parent = os.getppid()
    return lambda: os.getppid() != parent


# abilities


def missing_abilities() -> list[str]:
    """What the judge does without on this system; the header of a run names it."""
    abilities = {
        "lock files (two runs may write to one folder)": can_lock(),
        "raise the limit of open files (fewer cases wait side by side)": _has_module("resource"),
        "wait on more than a thousand connections": hasattr(select, "poll"),
        "see what a target has read (a pause takes its full time)": hasattr(socket, "AF_NETLINK"),
        "end process groups (only processes that a target still knows are ended with it)": hasattr(os, "killpg"),
    }
    return [ability for ability, is_there in abilities.items() if not is_there]


def can_lock() -> bool:
    """Whether files can be locked between processes."""
    return _has_module("fcntl") or _has_module("msvcrt")


def _has_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
