"""Time between datagrams, where a target limits its rate: it drops replies to what comes faster, or cuts them.

Such a target is given more time each time that this is seen. It is no violation.
"""

from __future__ import annotations

import threading

from conformance.harness.net.clock import Clock

GAPS = (0.0, 0.01, 0.025, 0.07, 0.2, 0.5, 1.0)  # seconds from one datagram to the next; wider each time
WAITING_SHARE = 1 / 16  # of the patience, which a datagram of a case may wait for its turn
BEATS = 4  # gaps from one plain request beside the cases to the next: these wait for no turn
QUIET = 1.0  # seconds without datagrams before the target is asked whether it answers as usual
WINDOW = 20.0  # seconds that it is left alone at most: BIND counts the last 15


class Spacing:
    """The gaps that a run leaves. Its methods may be called by any thread.

    ``is_exceeded`` says that the limit was seen since the target was last left alone.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._step, self._next = 0, 0.0
        self.is_exceeded = False

    @property
    def gap(self) -> float:
        """Seconds from one datagram of a case to the next; 0 where no limit was seen."""
        return GAPS[self._step]

    def exceeded(self) -> None:
        """Leave more time from now on: the target limits its rate. Once until it was left alone."""
        with self._lock:
            if not self.is_exceeded:
                self._step = min(self._step + 1, len(GAPS) - 1)
            self.is_exceeded = True

    def turn(self) -> None:
        """Wait until the next datagram may be sent."""
        if not self.gap:
            return
        with self._lock:
            self._clock.sleep(max(0.0, self._next - self._clock.now()))
            self._next = self._clock.now() + self.gap

    def side_by_side(self, count: int, patience: float) -> int:
        """How many of ``count`` cases may run at once, so that none waits for long until it may send."""
        return max(1, min(count, int(WAITING_SHARE * patience / self.gap))) if self.gap else count

    @property
    def notice(self) -> str:
        """What the user should hear of it; empty where no limit was seen."""
        if not self.gap:
            return ""
        return (
            "the target limits its rate: it drops or cuts replies to what comes faster. "
            f"At most {1 / self.gap:.0f} datagrams were sent in a second; without the limit, the run is faster"
        )
