"""Cases side by side: threads that take one waiting case after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.slots import Slots
from conformance.harness.engine.rounds import Tally
from conformance.harness.engine.trials import Trials


class Flight:
    """Runs the waiting cases of a round until none is left, or one of them makes the target fail.

    ``suspects`` are then the cases that were in flight. ``patience`` (seconds) is what an answer may take.
    """

    def __init__(self, trials: Trials, patience: float, slots: Slots) -> None:
        self.trials, self.patience, self.slots = trials, patience, slots
        self.suspects: list[Case] = []
        self._guard = threading.Lock()

    def run(self, count: int, tally: Tally, sort: Callable[[Outcome], None], is_over: Callable[[], bool]) -> None:
        """Use ``count`` threads; ``sort`` is given each outcome, ``is_over`` tells that no more cases may begin."""

        def work() -> None:
            while not (self.suspects or is_over()):
                try:
                    case = tally.waiting.popleft()
                except IndexError:
                    return
                tally.begun += 1  # by many threads: a few lost counts do not matter
                try:
                    self._try(case, sort)
                except Exception as error:  # a defect of the harness: it must not cost the row, nor go unseen
                    sort(case.fault(error))

        side_by_side(work, count, self.trials.target.name)

    def _try(self, case: Case, sort: Callable[[Outcome], None]) -> None:
        deaths = self.trials.lifecycle.deaths
        outcome = self.trials.once(case, self.patience, self.slots)
        if self.trials.has_failed(outcome) or self.trials.lifecycle.deaths != deaths:
            with self._guard:
                self.suspects.append(case)
        else:
            sort(outcome)


def side_by_side(work: Callable[[], None], count: int, name: str) -> None:
    """Do the same in ``count`` threads, and wait until all are done."""
    threads = [threading.Thread(target=work, name=f"{name}-{number}", daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
