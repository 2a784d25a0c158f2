"""Measures the facts about an HTTP server that many cases rest on (``facts.py``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from conformance.harness.case.attempt import Attempt
from conformance.http.facts import CHUNKED, LENGTH, ONE_HEAD, PAIR, PARSES, as_facts
from conformance.http.helpers.framing import takes_content
from conformance.http.malformed import are_all_served
from conformance.http.manifest import probe
from conformance.http.peer import Http
from conformance.http.requests import CHUNKED_POST, GET, GET_AND_CLOSE, POST
from conformance.http.wire import Garbage, Response


def measure(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Make all exchanges at the same time, as far as the target serves several, and return what they show.

    Content is sent with and without a request behind it: a target that loses any second request may still read content.
    """
    questions = [
        lambda attempt: Http(attempt).exchange_at_once(GET).sentinel_served,
        lambda attempt: takes_content(Http(attempt).exchange_at_once(POST)),
        lambda attempt: takes_content(Http(attempt).exchange_in_turn(POST)),
        lambda attempt: takes_content(Http(attempt).exchange_at_once(CHUNKED_POST)),
        lambda attempt: takes_content(Http(attempt).exchange_in_turn(CHUNKED_POST)),
        lambda attempt: not are_all_served(Http(attempt)),
        lambda attempt: comes_once(Http(attempt)),
    ]
    target = fresh().target
    tasks = [partial(probe, fresh, question) for question in questions]
    pair, length, length_alone, chunked, chunked_alone, parses, once = target.clock.side_by_side(tasks, target.jobs)
    if not pair:
        length, chunked = length_alone, chunked_alone
    return as_facts({PAIR: pair, LENGTH: length, CHUNKED: chunked, PARSES: parses, ONE_HEAD: once})


def comes_once(http: Http) -> bool:
    """Whether the head of the answer to a plain GET comes once: else the content begins with the same status line."""
    answer = http.answer(GET_AND_CLOSE % b"{path}")
    if not isinstance(answer, Response) or not answer.content.startswith(answer.head.partition(b"\r\n")[0]):
        return True
    return not isinstance(http.what_follows(), Garbage)
