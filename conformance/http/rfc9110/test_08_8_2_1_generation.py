"""RFC 9110 §8.8.2.1  Generation, of Last-Modified"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.docroot import FUTURE
from conformance.http.grammar import imf_fixdate
from conformance.http.helpers.documents import Documents
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_08_8_2_1_generation_responses import NOT_IN_THE_FUTURE, dates
from conformance.http.wire import Response
from conformance.model import SERVER, not_applicable


@verifies(NOT_IN_THE_FUTURE)
def test_the_date_of_a_file_from_the_future_is_replaced(http: Http) -> None:
    documents = Documents(http)
    documents.require_file(FUTURE)
    answer = documents.get(b"/" + FUTURE.encode())
    if not isinstance(answer, Response) or len(dates(answer)) != 2:
        not_applicable("the answer to a GET of the file has no Last-Modified and Date that can be read")
    modified, date = dates(answer)
    http.attempt.observed(f"Last-Modified is {modified - date:.0f} seconds later than Date")
    assert modified <= date


LAST_MODIFIED = RFC9110.section("8.8.2.1", "Generation").should(
    "last-modified-of-a-file",
    role=SERVER,
    text="Send Last-Modified where the date of the last change can be determined: a file has one.",
    hint="Send the modification time of the file, from stat(), as an IMF-fixdate.",
)


@verifies(LAST_MODIFIED)
def test_a_file_has_last_modified(http: Http) -> None:
    answer = Documents(http).get(b"/file.txt")
    assert [imf_fixdate(value) for value in answer.values("Last-Modified")]
