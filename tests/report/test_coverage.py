"""The clauses of an RFC, counted by what became of them in a run."""

from __future__ import annotations

import pytest

from conformance import ledger
from conformance.ledger import Entry
from conformance.report import coverage, digest, html, tables
from conformance.report.coverage import STATES, Clauses
from tests.report.conftest import Make
from tests.report.factory import requirement, row

JUDGED, NOT_RUN, UNSEEN = "rfc9112/1/a", "rfc9112/1/b", "rfc9112/2/c"
KEY = "rfc9112/5.1/no-space-before-colon"
LEDGER = [
    Entry("1", "1", "MUST", "00000001", "Do a.", (JUDGED,)),
    Entry("1", "2", "MUST", "00000002", "Do b.", (NOT_RUN,)),
    Entry("1", "3", "MUST", "00000003", "Do both.", (NOT_RUN, JUDGED), untestable="half of it"),
    Entry("1", "4", "MAY", "00000004", "Ask.", (JUDGED,), out_of_scope="permits clients"),
    Entry("2", "1", "MUST", "00000005", "Log it.", (UNSEEN,)),
    Entry("2", "2", "MUST", "00000006", "Think.", untestable="thoughts are not seen"),
    Entry("2", "3", "MUST", "00000007", "Ask.", out_of_scope="binds clients"),
    Entry("A", "1", "MUST", "00000008", "Do <d>.", (JUDGED,), missing="look at d"),
]


@pytest.fixture
def found(make: Make, monkeypatch: pytest.MonkeyPatch) -> tuple[digest.RequirementResult, ...]:
    """The requirements of a run, and a ledger of their RFC."""
    monkeypatch.setattr(ledger, "entries", lambda document: LEDGER)
    stated = {key: requirement(key) for key in (JUDGED, NOT_RUN)}
    stated[UNSEEN] = requirement(UNSEEN, untestable="a log is not seen")
    return digest.requirement_results(
        make(row(JUDGED, "violates"), row(NOT_RUN, "not-applicable"), requirements=stated)
    )


def counted(found: tuple[digest.RequirementResult, ...]) -> Clauses:
    clauses = coverage.clauses("rfc9112", "http", found)
    assert clauses is not None
    return clauses


def test_every_clause_is_in_one_state(found: tuple[digest.RequirementResult, ...]) -> None:
    sections = counted(found).sections
    assert [(section.number, dict(section.counts)) for section in sections] == [
        ("1", {"judged": 3, "not judged": 1}),
        ("2", {"untestable": 2, "out of scope": 1}),
        ("A", {"missing": 1}),
    ]
    assert {state for section in sections for state in section.counts} == set(STATES)


def test_what_binds_no_server_is_not_counted_against_coverage(found: tuple[digest.RequirementResult, ...]) -> None:
    assert counted(found).binding == len(LEDGER) - 1
    assert [entry.subject for entry in counted(found).missing] == ["Do <d>."]


def test_an_rfc_without_ledger_or_of_another_protocol_has_no_clauses(
    found: tuple[digest.RequirementResult, ...],
) -> None:
    assert coverage.clauses("rfc768", "http", found) is None
    assert coverage.clauses("rfc9112", "websocket", found) is None


def test_sections_and_appendices_are_linked(found: tuple[digest.RequirementResult, ...]) -> None:
    assert [section.url.partition("#")[2] for section in counted(found).sections] == [
        "section-1",
        "section-2",
        "appendix-A",
    ]


def test_documents_have_their_clauses(found: tuple[digest.RequirementResult, ...]) -> None:
    (document,) = tables.documents(found, {"http"})
    assert document.clauses == counted(found)


def test_the_page_counts_by_the_ledger(make: Make) -> None:
    page = html.render(make(row(KEY)))
    binding = [entry for entry in ledger.entries("rfc9112") if not entry.out_of_scope]
    assert f": 1 of {len(binding)} that bind a server were judged." in page


def test_what_is_missing_is_listed_and_escaped(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "entries", lambda document: LEDGER)
    page = html.render(make(row(JUDGED)))
    assert '<li>§A MUST: Do &lt;d&gt;. <span class="quiet">How: look at d</span></li>' in page


def test_only_documents_of_a_protocol_that_the_target_speaks_are_listed(make: Make) -> None:
    """A section file may import requirements of another protocol, on which its own rest."""
    other, untestable = "rfc6455/5/a", "rfc9110/3.3/b"
    stated = {key: requirement(key, protocol="HTTP/1.1") for key in (KEY, untestable)}
    stated[other] = requirement(other, protocol="WebSocket")
    listed = tables.documents(digest.requirement_results(make(row(KEY), requirements=stated)), {"http"})
    assert [document.name for document in listed] == ["HTTP · RFC 9110 HTTP/1.1", "HTTP · RFC 9112 HTTP/1.1"]


def test_a_bar_is_as_long_as_all_requirements_that_are_stated(make: Make) -> None:
    stated = {f"rfc9112/5.1/{slug}": requirement(f"rfc9112/5.1/{slug}") for slug in "abcd"}
    (document,) = tables.documents(
        digest.requirement_results(make(row("rfc9112/5.1/a"), requirements=stated)), {"http"}
    )
    bar = tables.bar(document.groups)
    assert bar.label == "1 conforms, 3 not run"
    assert [(group, width) for group, _, width in bar.parts] == [("conforms", "25.00"), ("not-run", "75.00")]
