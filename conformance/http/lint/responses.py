"""All responses received in the run, for the cases that judge response syntax."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from conformance.harness.case.attempt import Attempt
from conformance.http.bounds import JUDGED, KEPT_OF_REQUESTS
from conformance.http.lint.provoke import provoke
from conformance.http.wire import Field, Response
from conformance.model import not_applicable
from conformance.text import show

SHOWN = 3  # offending responses that go into the evidence
SHOWN_CONTENT = 512  # octets
_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+) HTTP/([0-9])\.([0-9])")


@dataclass(frozen=True)
class RequestLine:
    """The request line that a response certainly answers."""

    method: bytes
    target: bytes
    version: tuple[int, int]


class Responses:
    """Judges all responses at once: if several break a rule, this is one failure, with the first of them as evidence.

    ``all`` are those with a readable status that certainly are responses, interim ones included; ``heads`` also has
    those that only claim to be HTTP.
    """

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        if attempt.run.may_provoke():
            provoke(attempt.target, attempt.run)
        responses = [received for received in attempt.run.received if isinstance(received, Response)]
        self.heads = [response for response in responses if response.certain and is_short(response)]
        self.all = [response for response in self.heads if response.status]

    def each(
        self,
        rule: Callable[[Response], str | None],
        *,
        where: Callable[[Response], object] = lambda response: True,
        needs: str = "",
        among: list[Response] | None = None,
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any response that ``where`` selects.

        ``rule`` returns what is wrong, or None. If no response is selected the case is not applicable; ``needs`` names
        the capability that would provide one.
        """
        known = self.all if among is None else among
        self._conclude([(response, rule(response)) for response in known if where(response)], len(known), needs)

    def each_field(
        self,
        rule: Callable[[Field], str | None],
        *names: str,
        where: Callable[[Field], object] | None = None,
        trailers: bool = False,
        needs: str = "",
    ) -> None:
        """Assert that ``rule`` finds nothing wrong with any field line of these names; without names, of any name."""
        wanted = {name.lower().encode("ascii") for name in names}
        judged = cache(rule)  # most of thousands of responses have the same lines

        def lines(response: Response) -> list[Field]:
            fields = response.fields + response.trailers if trailers and response.trailers else response.fields
            named = [line for line in fields if line.name in wanted] if wanted else fields
            return [line for line in named if where(line)] if where else named

        def fault(lines: list[Field]) -> str | None:
            return next((wrong for line in lines if (wrong := judged(line))), None)

        having = [(response, fault(found)) for response in self.all if (found := lines(response))]
        self._conclude(having, len(self.all), needs)

    def _conclude(self, judged: list[tuple[Response, str | None]], known: int, needs: str) -> None:
        """Fail if some of the judged responses have a fault, and keep the first of these as evidence."""
        if not judged:
            option = self.attempt.target.protocol.option_for(needs) if needs else ""
            not_applicable(f"no such response was received among {known}", option)
        wrong = [(response, fault) for response, fault in judged if fault]
        for number, (response, fault) in enumerate(wrong[:SHOWN], 1):
            self._add_evidence(number, response, fault)
        summary = f"{wrong[0][1]} ({len(wrong)} of {len(judged)} responses)" if wrong else f"right in all {len(judged)}"
        self.attempt.observed(summary)
        assert not wrong, summary

    @property
    def is_local(self) -> bool:
        """Whether the target runs on this machine, and so has the same clock."""
        host = self.attempt.target.url.host
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host.lower() == "localhost"

    def _add_evidence(self, number: int, response: Response, fault: str) -> None:
        transcript = self.attempt.transcript
        if response.sent:
            transcript.octets(">", number, response.sent)
        if len(response.sent) == KEPT_OF_REQUESTS:
            transcript.note(" ", f"of what was sent, only {KEPT_OF_REQUESTS} octets are kept", number)
        which = f", response {response.number} on its connection" if response.number > 1 else ""
        transcript.note(" ", f"in answer to {show(response.request)}{which}: {fault}", number)
        content = response.body or response.content
        transcript.octets("<", number, response.head + content[:SHOWN_CONTENT])
        if response.followed:
            transcript.note(" ", "after its end:", number)
            transcript.octets("<", number, response.followed[:SHOWN_CONTENT])

    def close(self) -> None:
        """Nothing is held open."""


def is_short(response: Response) -> bool:
    """Whether its fields are so short that all rules can be tried in a moment: some take the square of the length."""
    return len(response.head) + sum(len(line.raw) for line in response.trailers) <= JUDGED


def request_line_of(response: Response) -> RequestLine | None:
    """Return the request line that a response certainly answers: if it is well-formed, and first on its connection."""
    line = response.sent.partition(b"\r\n")[0]
    match = _REQUEST_LINE.fullmatch(line)
    if response.number != 1 or not match:
        return None
    return RequestLine(match[1], match[2], (int(match[3]), int(match[4])))


def answers_http_1_0(response: Response) -> bool:
    """Whether it certainly answers a request of HTTP/1.0."""
    request = request_line_of(response)
    return request is not None and request.version == (1, 0)


def answers_no_head(response: Response) -> bool:
    """Whether it is whole, and certainly answers another method than HEAD."""
    return answers_another_method_than_head(response) and not response.missing


def answers_another_method_than_head(response: Response) -> bool:
    """Whether it certainly does so."""
    request = request_line_of(response)
    return request is not None and request.method != b"HEAD"


def error_without_content(response: Response) -> str | None:
    """A rule: an error response has content (RFC 9110 §15.5, §15.6)."""
    return None if response.content else f"a {response.status} without content"


def faulty(*kinds: str) -> Callable[[Response], str | None]:
    """Return a rule that finds the faults of these kinds, which the reader recorded."""

    def rule(response: Response) -> str | None:
        return next((fault for fault in response.faults if fault.partition(":")[0] in kinds), None)

    return rule
