"""Measures the facts about an HTTP server that many cases rest on (``facts.py``)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from conformance.harness.case.attempt import Attempt
from conformance.http.facts import CHUNKED, LENGTH, PAIR, PARSES, as_facts
from conformance.http.helpers.framing import takes_content
from conformance.http.malformed import are_all_served
from conformance.http.manifest import probe
from conformance.http.peer import Http
from conformance.http.requests import CHUNKED_POST, GET, POST


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
    ]
    target = fresh().target
    tasks = [partial(probe, fresh, question) for question in questions]
    pair, length, length_alone, chunked, chunked_alone, parses = target.clock.side_by_side(tasks, target.jobs)
    if not pair:
        length, chunked = length_alone, chunked_alone
    return as_facts({PAIR: pair, LENGTH: length, CHUNKED: chunked, PARSES: parses})
