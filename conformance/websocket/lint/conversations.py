"""All frames received in the run, for the cases that judge what a server sends."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conformance.harness.case.attempt import Attempt
from conformance.model import not_applicable
from conformance.websocket.bounds import KEPT_SENT
from conformance.websocket.handshake import Conversation
from conformance.websocket.lint.provoke import provoke
from conformance.websocket.wire import Frame

SHOWN = 3  # offending frames that go into the evidence


class Conversations:
    """Judges all frames, or all opening handshakes, at once: if several break a rule, this is one failure.

    ``all`` are the conversations that got their 101, each with the frames that came. Their payloads may be cut:
    ``Frame.size`` is the length on the wire.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        if attempt.run.may_provoke():
            provoke(attempt.target, attempt.run)
        self.all = [received for received in attempt.run.received if isinstance(received, Conversation)]

    def each_frame(
        self, rule: Callable[[Frame], str | None], *, where: Callable[[Frame], object] = lambda frame: True
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any frame that ``where`` selects."""
        frames = [(one, frame) for one in self.all for frame in one.frames if where(frame)]
        self._assert([(one, str(frame), frame.head, rule(frame)) for one, frame in frames], "frame")

    def each(
        self,
        rule: Callable[[Conversation], str | None],
        *,
        where: Callable[[Conversation], object] = lambda conversation: True,
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any conversation that ``where`` selects."""
        judged = [(one, repr(one.response), one.response.head, rule(one)) for one in self.all if where(one)]
        self._assert(judged, "conversation")

    def _assert(self, judged: Iterable[tuple[Conversation, str, bytes, str | None]], kind: str) -> None:
        judged = list(judged)
        if not judged:
            not_applicable(f"no such {kind} was received")
        wrong = [one for one in judged if one[-1]]
        for number, (conversation, name, octets, fault) in enumerate(wrong[:SHOWN], 1):
            self.attempt.transcript.octets(">", number, conversation.request + conversation.sent)
            if len(conversation.sent) == KEPT_SENT:
                self.attempt.transcript.note(" ", f"of the frames sent, only {KEPT_SENT} octets are kept", number)
            self.attempt.transcript.note(" ", f"{kind}: {name}: {fault}", number)
            self.attempt.transcript.octets("<", number, octets)
        count = f"{len(wrong)} of {len(judged)} {kind}s" if wrong else f"right in all {len(judged)}"
        summary = f"{wrong[0][-1]} ({count})" if wrong else count
        self.attempt.observed(summary)
        assert not wrong, summary

    def close(self) -> None:
        """Nothing is held open."""
