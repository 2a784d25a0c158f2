"""For cases that look into a response: if none comes, they are not applicable, and another case reports that."""

from __future__ import annotations

from conformance.http.wire import Answer, Response
from conformance.model import not_applicable


def require_response(answer: Answer) -> None:
    """Not applicable if no response came to a well-formed request."""
    if not isinstance(answer, Response):
        not_applicable("there was no response: see one-final-response of RFC 9112 §9.2")


def require_response_to_head(answer: Answer) -> None:
    """Not applicable if no response came to HEAD."""
    if not isinstance(answer, Response):
        not_applicable("HEAD is not answered: see get-and-head of RFC 9110 §9.1")
