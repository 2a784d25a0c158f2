"""Decides about outcomes that rest on silence: what must be seen before they accuse the target."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conformance.harness.case.case import Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.rounds import Round, Tally
from conformance.harness.engine.settlement import Settlement
from conformance.harness.engine.silence import LATE_SHARE
from conformance.harness.targets.measurement import baseline
from conformance.model import Inconclusive, Verdict

ACCUSING = (Verdict.VIOLATES, Verdict.DEVIATES)


class Doubt:
    """Settles the outcomes that the rounds have held.

    ``play`` runs cases in a round; its keyword arguments are fields of the ``Tally`` that were found before.
    """

    def __init__(self, target: Target, settlement: Settlement, play: Callable[..., Tally]) -> None:
        self.target, self.settlement, self.play = target, settlement, play

    def settle(self, tally: Tally, rounds: Iterable[Round]) -> None:
        """Settle what is held. A case that silence would accuse runs once more, in one of the calm ``rounds``."""
        sure = [] if tally.late else [outcome for outcome in tally.held if self._is_sure(outcome)]
        tally.held = [outcome for outcome in tally.held if outcome not in sure]
        for outcome in sure:
            self.settlement.settle(outcome, tally)
        tally = self.play_until_in_time(tally, rounds)
        for outcome in tally.held:
            self.settlement.settle(self._inconclusive(outcome) if tally.late else outcome, tally)

    def play_until_in_time(self, tally: Tally, rounds: Iterable[Round]) -> Tally:
        """Run the held cases in one round after the other, until plain requests are in time during one of them."""
        for round_ in rounds:
            if not tally.held:
                break
            tally = self.play(round_, tally.to_repeat, answered=tally.answered, slow=tally.slow)
            if not tally.late:
                break
        return tally

    def unless_late(self, outcome: Outcome) -> Outcome:
        """Return the outcome of a case that ran by itself; as inconclusive if a plain request right after is late."""
        _, seconds, _ = baseline(self.target, self.target.patience)
        late = seconds >= LATE_SHARE * self.target.patience
        return self._inconclusive(outcome) if late and self.settlement.rests_on_silence(outcome) else outcome

    def _is_sure(self, outcome: Outcome) -> bool:
        """Whether no further round is needed.

        Where the target serves one connection at a time, nothing else kept it busy in the rounds before.
        """
        return outcome.verdict not in ACCUSING or (self.target.jobs == 1 and not outcome.case.alone)

    def _inconclusive(self, outcome: Outcome) -> Outcome:
        in_time = outcome.attempt.patience * LATE_SHARE
        reason = f"silence, but a plain request at the same time took {in_time:.1f} s or more"
        return outcome.ended_by(Inconclusive(reason))
