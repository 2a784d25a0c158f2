"""How many attempts may keep the target busy at once."""

from __future__ import annotations

import threading

FEWEST = 2  # slots that are always left


class Slots:
    """Slots, one for each attempt that keeps the target busy; an attempt that waits long gives its slot back."""

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
        """Take one slot away, unless only two are left: the next one that is given back is kept."""
        with self._lock:
            if self.count > FEWEST:
                self.count, self._owed = self.count - 1, self._owed + 1
