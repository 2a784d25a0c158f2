"""Locks between the processes that judge the same target; portalocker knows how each system locks files."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import portalocker

FOLDER_LOCK = ".lock"


class Occupied(Exception):
    """Another process holds the folder."""


@contextlib.contextmanager
def occupied(folder: Path) -> Iterator[None]:
    """Hold a folder until the block ends, and leave nothing in it; raises ``Occupied``."""
    path = folder / FOLDER_LOCK
    try:
        file = _locked(path, portalocker.LOCK_EX | portalocker.LOCK_NB)
    except portalocker.AlreadyLocked:
        raise Occupied(str(folder)) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no file that is open
            path.unlink()
        _unlock(file)


class LockFile:
    """A ``TargetLock``: attempts share it, the search for the case to blame holds it alone.

    Each thread opens the file anew, because a lock belongs to what was opened.
    """

    def __init__(self, path: Path, always_exclusive: bool) -> None:
        self._path = path
        self._kind = portalocker.LOCK_EX if always_exclusive else portalocker.LOCK_SH
        self._held: dict[int, int] = {}

    def shared(self) -> None:
        """Wait until no process holds it alone, and share it."""
        self._take(self._kind)

    def exclusive(self) -> None:
        """Wait until no other attempt holds it, and hold it alone."""
        self._take(portalocker.LOCK_EX)

    def leave(self) -> None:
        """Give back what this thread holds."""
        _unlock(self._held.pop(threading.get_ident()))

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from running a case alone until the block ends.

        It locks a second file, because the attempt and the plain requests around it share the first one.
        """
        file = _locked(self._path.with_suffix(".alone"), portalocker.LOCK_EX)
        try:
            yield
        finally:
            _unlock(file)

    def _take(self, kind: portalocker.LockFlags) -> None:
        self._held[threading.get_ident()] = _locked(self._path, kind)


def _locked(path: Path, kind: portalocker.LockFlags) -> int:
    """Open and lock the file; once more where its last holder removed it meanwhile."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            portalocker.lock(file, kind)
        except BaseException:
            os.close(file)
            raise
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        os.close(file)


def _unlock(file: int) -> None:
    portalocker.unlock(file)
    os.close(file)
