"""How many attempts go on side by side, and how many of them keep the target busy."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable

FEWEST = 2  # attempts at once, where a target serves more than one
THREADS = 3000  # at the most, however many cases wait


class Slots:
    """How many attempts may keep the target busy at once; a long wait gives its slot back."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._free, self._lock, self._owed = threading.BoundedSemaphore(count), threading.Lock(), 0

    def take(self) -> None:
        self._free.acquire()

    def give_back(self) -> None:
        with self._lock:
            owed, self._owed = self._owed > 0, max(0, self._owed - 1)
        if not owed:
            self._free.release()

    def shrink(self) -> None:
        """Take one of them away, but for two: the next that is given back."""
        with self._lock:
            if self.count > FEWEST:
                self.count, self._owed = self.count - 1, self._owed + 1


def side_by_side(work: Callable[[], None], count: int, name: str) -> None:
    """Do the same in ``count`` threads, and wait until all are done."""
    threads = [threading.Thread(target=work, name=f"{name}-{number}", daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def thread_limit() -> int:
    """Each thread may hold a few connections; leave room for pytest's own files."""
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * THREADS + 200
    if files < wanted:
        files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return max(8, min(THREADS, (files - 200) // 2))
