"""Every response received in the run, for the cases that judge response syntax."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.attempt import Attempt
from conformance.harness.outcome import not_applicable
from conformance.harness.transcript import show
from conformance.http.wire import Response

SHOWN = 3  # offending responses that go into the evidence


class Responses:
    """Judges all responses at once: a rule that some of them break is reported once, with the first of them."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.all: list[Response] = [heard for heard in attempt.target.heard if isinstance(heard, Response)]

    def each(
        self,
        rule: Callable[[Response], str | None],
        *,
        where: Callable[[Response], bool] = lambda response: True,
        needs: str = "",
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any response that ``where`` selects.

        ``rule`` returns what is wrong, or nothing. Where no response is selected the case is not applicable; ``needs``
        names the capability that would give one.
        """
        chosen = [response for response in self.all if where(response)]
        if not chosen:
            option = self.attempt.target.protocol.option_for(needs) if needs else ""
            not_applicable(f"no such response was received among {len(self.all)}", option)
        wrong = [(response, fault) for response in chosen if (fault := rule(response))]
        for response, fault in wrong[:SHOWN]:
            self._keep(response, fault)
        if wrong:
            self.attempt.observed(f"{wrong[0][1]} ({len(wrong)} of {len(chosen)} responses)")
        assert not wrong, f"{wrong[0][1]} ({len(wrong)} of {len(chosen)} responses)"

    def _keep(self, response: Response, fault: str) -> None:
        transcript = self.attempt.transcript
        transcript.note(" ", f"in answer to {show(response.request)}: {fault}")
        transcript.octets("<", 1, response.head + response.content[:512])

    def close(self) -> None:
        """Nothing is held open."""
