"""The manifest of a target: a JSON object of its capabilities at a well-known path."""

from __future__ import annotations

import json
from collections.abc import Callable, Container
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.model import Inconclusive, NotApplicable

PATH = b"/.well-known/conformance"


def manifest(attempt: Attempt, known: Container[str]) -> dict[str, str]:
    """Return the ``known`` capabilities that the target declares; all but a JSON object of texts is ignored."""
    answer = Http(attempt).answer(GET_AND_CLOSE % PATH)
    if answer.status != 200:
        return {}
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):  # no JSON, or nested beyond reason
        return {}
    items = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in items if name in known and _harmless(value)}


def _harmless(value: object) -> bool:
    """Whether a value may go into requests: the target chose it, so it must be short and printable."""
    return isinstance(value, str) and len(value) < 200 and value.isascii() and value.isprintable() and " " not in value


def probe(fresh: Callable[[], Attempt], ask: Callable[[Attempt], Any]) -> Any:
    """Return what ``ask`` finds out on a new attempt, or ``None``."""
    attempt = fresh()
    try:
        return ask(attempt)
    except (Inconclusive, NotApplicable):
        return None
    finally:
        attempt.close()
