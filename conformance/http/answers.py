"""Kinds of answers, for cases to ask ``answer in REJECTED``; and the description of an answer in one line."""

from __future__ import annotations

from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.text import show


class _Rejected:
    """A final 4xx or 5xx, or the connection closed without an answer."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Closed) or (isinstance(answer, Response) and answer.status >= 400)

    def __repr__(self) -> str:
        return "rejected (4xx, 5xx, FIN or RST)"


class _Accepted:
    """A final 2xx or 3xx: the request was understood and served."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Response) and 200 <= answer.status < 400

    def __repr__(self) -> str:
        return "accepted (2xx or 3xx)"


class _Declined(_Rejected):
    """Rejected, or redirected: the request was not served."""

    def __contains__(self, answer: object) -> bool:
        redirected = isinstance(answer, Response) and 300 <= answer.status < 400
        return redirected or super().__contains__(answer)

    def __repr__(self) -> str:
        return "declined (3xx, 4xx, 5xx, FIN or RST)"


class _Refused:
    """A final 4xx, or the connection closed without an answer; a 5xx is a failure, not a refusal."""

    def __contains__(self, answer: object) -> bool:
        return isinstance(answer, Closed) or (isinstance(answer, Response) and 400 <= answer.status < 500)

    def __repr__(self) -> str:
        return "refused (4xx, FIN or RST)"


REJECTED, DECLINED, ACCEPTED, REFUSED = _Rejected(), _Declined(), _Accepted(), _Refused()


def describe(answer: Answer) -> str:
    """Say in one line what the target did."""
    if isinstance(answer, Response):
        line = answer.head.partition(b"\n")[0].rstrip(b"\r")
        cut_off = f", then {answer.missing}" if answer.missing else ""
        return f"{show(line, 80)}, {len(answer.content)} octets of content{cut_off}"
    partial = (
        f", after {show(answer.partial, 60)}"
        if isinstance(answer, Closed | Silent | Garbage) and answer.partial
        else ""
    )
    if isinstance(answer, Closed | Silent) and answer.lacks:
        how = answer.how if isinstance(answer, Closed) else "silence"
        return f"{how} after the head of an answer that lacks {answer.lacks}"
    if isinstance(answer, Closed):
        return f"{answer.how} and no answer" + partial
    return (f"not HTTP/1.x: {answer.why}" if isinstance(answer, Garbage) else "silence") + partial
