"""How a command fails: in one line for the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Failure(Exception):
    """The command failed; the message is one line for the user."""


def parsed(parse: Callable[[str], T], url: str) -> T:
    """Parse a URL; raise Failure if it is malformed."""
    from reference_impls.http.syntax import Malformed

    try:
        return parse(url)
    except Malformed as reason:
        raise Failure(reason) from None
