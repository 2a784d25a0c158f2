"""A server with one oddity is told where the oddity is judged, and accused of nothing that only looks like more."""

from __future__ import annotations

import pytest

from conformance.harness.case.case import Case
from conformance.http.helpers.twins import with_unknown_name
from conformance.model import Verdict
from reference_impls.http.server import HttpServer
from tests.kit import odd_servers
from tests.kit.judging import cases_for, judge_kind

HEAD_WITH_NUL = ("rfc9112/5/", "rfc9112/6.1/by-its-name", "rfc9112/6.3/decoded", "rfc9112/6.3/no-other-name")
QUERY = ("rfc9112/3.2.2/absolute", "rfc9112/3/", "rfc9112/3.2/invalid-target", "rfc9110/4.1/", "rfc9110/4.2.3/")
TAB = (
    *("rfc6265/4.2.1/", "rfc9110/13.1.2/304", "rfc9110/5.3/order", "rfc9110/5.5/exclude", "rfc9110/5.6.1.2/"),
    *("rfc9110/7.6.1/list", "rfc9112/7.1/read"),
)
CHUNKED = ("rfc9110/5.6.4/", "rfc9112/6.1/", "rfc9112/6.3/decoded", "rfc9112/6.3/transfer-encoding", "rfc9112/7.1.1/")


def rows_of(*places: str) -> list[Case]:
    """The rows of the requirements whose ids begin so."""
    return [case for case in cases_for("http") if case.requirement.id.startswith(places) and not case.sockets]


def told(core: type[HttpServer], rows: list[Case]) -> set[str]:
    """The requirements that the server is told not to meet."""
    outcomes = judge_kind(core, rows).values()
    return {one.case.requirement.id for one in outcomes if one.verdict in (Verdict.VIOLATES, Verdict.DEVIATES)}


@pytest.mark.parametrize(
    ("core", "home", "innocent_of"),
    [
        (odd_servers.WaitsBehindNul, "rfc9110/5.5/nul-in-value", HEAD_WITH_NUL),
        (odd_servers.WaitsBehindBareCr, "rfc9112/2.2/bare-carriage-return", HEAD_WITH_NUL),
        (odd_servers.SkipsWhatIsNoRequest, "rfc9112/2.2/not-a-request", ("rfc9110/5.1/exact-name",)),
        (odd_servers.RefusesQueries, "rfc9112/3.2.1/query", QUERY),
        (odd_servers.RefusesTabs, "rfc9110/5.5/any-value", TAB),
        (odd_servers.LosesChunkedContent, "rfc9112/7.1/decode", CHUNKED),
        (odd_servers.TakesWhatHasComeForChunks, "rfc9112/6.1/parse-chunked", ("rfc9112/9/",)),
        (
            odd_servers.HasNoStatusForHandshakes,
            "rfc9112/9.2/one-final-response",
            ("rfc6455/4.2.1/", "rfc9110/7.8/ignore"),
        ),
        (odd_servers.NeedsAPathInAUri, "rfc9112/3.2.2/absolute-form", ("rfc9110/4.2.3/",)),
        (odd_servers.ClosesWithoutAPathInAUri, "rfc9112/3.2.2/absolute-form", ("rfc9110/4.2.3/",)),
        (odd_servers.KnowsNoExtensions, "rfc9112/7.1.1/ignore-unrecognized", ("rfc9112/7.1.1/bad-whitespace",)),
        (odd_servers.HasNoSuffixRanges, "rfc9110/14.2/206-where-satisfiable", ("rfc9110/13.1.5/", "rfc9110/14.4/")),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_an_oddity_is_told_at_its_home_alone(core: type[HttpServer], home: str, innocent_of: tuple[str, ...]) -> None:
    assert told(core, rows_of(home, *innocent_of)) == {home}


@pytest.mark.parametrize(
    ("core", "places"),
    [
        (odd_servers.HasNoOptions, ("rfc9112/3.2/missing-host",)),
        (odd_servers.StoresNothing, ("rfc9110/13.1.2/if-none-match-true",)),
        (odd_servers.RepeatsItsRequestLine, ("rfc9112/11.2/no-response-after-http-0.9",)),
        (odd_servers.OneRequestAtATime, ("robustness/2/others-go-on",)),
        (odd_servers.DrainsBeforeItCloses, ("rfc9112/3/request-line",)),
        (odd_servers.HasItsFileAtTheTop, ("rfc9110/4.2.3/encoded-letter",)),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_an_oddity_that_is_no_fault_is_not_told(core: type[HttpServer], places: tuple[str, ...]) -> None:
    assert told(core, rows_of(*places)) == set()


def test_what_is_not_answered_in_one_segment_is_not_judged_in_several() -> None:
    outcomes = judge_kind(odd_servers.HasNoStatusForEmptyLines, rows_of("rfc9112/9/")).values()
    assert {one.verdict for one in outcomes} == {Verdict.CONFORMS, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("line", "twin"),
    [
        (b"X-A: b\0Content-Length: 4", b"X-A: b\0Content-Lenxth: 4"),
        (b"Transfer_Encoding: chunked", b"Transfer_Enxoding: chunked"),
        (b"TRANSFER-ENCODING\t: chunked", b"TRANSFER-ENxODING\t: chunked"),
        (b"Transfer-Encod\xc4\xb1ng: chunked", b"Transfer-Enxod\xc4\xb1ng: chunked"),
        (b"Accept-Encoding: gzip", b"Accept-Enxoding: gzip"),
        (b"X-A: b", b"X-A: b"),
    ],
)
def test_a_twin_differs_by_one_letter_of_the_name(line: bytes, twin: bytes) -> None:
    assert with_unknown_name(line) == twin
