"""RFC 9110 §17.3  Attacks Based on File and Path Names: folders beside the root whose names begin with its name."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import describe
from conformance.http.helpers.documents import get_on_new_connection, octets_of
from conformance.http.peer import Http
from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STEPS, section
from conformance.http.wire import Response
from conformance.model import SERVER, not_applicable

SIBLING_IS_OUTSIDE = section.robustness(
    "sibling-is-outside",
    role=SERVER,
    text="A folder beside the root is outside of it, like any other, if its name begins with the name of the root.",
    hint="Compare the resolved path with the root and a separator, or segment by segment: the text /srv/www-old begins "
    "with /srv/www.",
)

FILE = b"/conformance.txt"


@verifies(SIBLING_IS_OUTSIDE)
@pytest.mark.parametrize("step", ["plain", "dots", "slash", "dots-and-slash"])
def test_a_sibling_is_outside_whatever_its_name_begins_with(http: Http, step: str) -> None:
    root = http.fill(b"{root_name}")
    alike, unlike = root + b"-conformance" + FILE, b"conformance-" + root + FILE
    if outcome(http, b"/" + alike) != outcome(http, b"/" + unlike):
        not_applicable("the target answers such names differently inside of the root, too")
    above = b"/" + STEPS[step]
    other, sibling = outcome(http, above + unlike), outcome(http, above + alike)
    http.attempt.observed(f"{other} to a folder of another name, {sibling} to one that begins with the root's name")
    assert sibling == other


def outcome(http: Http, path: bytes) -> str:
    """What a GET on a connection of its own comes to: a status, or the end of the connection."""
    _, answer = get_on_new_connection(http, path)
    octets_of(answer)
    return f"{answer.status}" if isinstance(answer, Response) else describe(answer)
