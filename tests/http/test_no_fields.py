"""A server whose responses have no fields at all is judged, and no case fails by itself."""

from __future__ import annotations

from functools import partial

from conformance.model import Verdict
from reference_impls.http.persistence import Persistence
from reference_impls.http.request import Request
from reference_impls.http.response import Response, Responses
from reference_impls.http.server import HttpServer
from tests.kit.judging import cases, cases_for, judge_in_process, one_of_each
from tests.kit.protocols import server

LENGTHS = "conformance/http/rfc9110/test_02_3_length_requirements.py"


class SendsNoFields(HttpServer):
    """Sends a status line, an empty line and the content, and closes."""

    class persistence(Persistence):
        def persists(self, request: Request) -> bool:
            return False

    class responses(Responses):
        def head(self, request: Request, response: Response) -> bytes:
            return self.status_line(request, response) + b"\r\n"


def test_its_own_field_lines_set_no_length() -> None:
    """The longest of none is a ValueError."""
    outcomes = judge_in_process(partial(server, SendsNoFields), "http", cases(LENGTHS))
    assert {outcome.verdict for outcome in outcomes.values()} == {Verdict.NOT_APPLICABLE}
    assert {outcome.message for outcome in outcomes.values()} == {"the target sends no field lines"}


def test_a_row_of_each_requirement_judges_it() -> None:
    rows = [row for row in one_of_each(cases_for("http"), 0) if not row.sockets]
    outcomes = judge_in_process(partial(server, SendsNoFields), "http", rows)  # which lets no row end in a fault
    verdicts = [outcome.verdict for outcome in outcomes.values()]
    assert verdicts.count(Verdict.CONFORMS) > len(verdicts) / 2
