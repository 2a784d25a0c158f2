"""What the reports count: no row is lost, no level is raised, no silence is a verdict."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.report import compare, digest
from conformance.report.headline import headline
from tests.report.conftest import Make
from tests.report.factory import TARGET, requirement, row

KEY = "rfc9112/5.1/a"


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["conforms", "violates", "deviates"], "violates"),
        (["inconclusive", "conforms"], "inconclusive"),
        (["not-applicable", "conforms"], "conforms"),
        (["not-applicable", "not-applicable"], "not-applicable"),
    ],
)
def test_a_requirement_stands_by_its_worst_row(make: Make, verdicts: list[str], expected: str) -> None:
    (result,) = digest.requirement_results(make(*(row(KEY, verdict) for verdict in verdicts)))
    assert result.group == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "violates"),
        ({"level": "implied"}, "implied"),
        ({"level": "robustness"}, "robustness"),
        ({"known": "declared"}, "known"),
        ({"verdict": "conforms", "status": "outdated"}, "outdated"),
    ],
)
def test_violations_are_told_apart_by_what_they_rest_on(make: Make, changes: dict[str, str], expected: str) -> None:
    assert digest.group(make(row(KEY, **{"verdict": "violates"} | changes)).rows[0]) == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ({}, "127.0.0.1:8080"),
        ({"targets": [{"target": TARGET, "name": "launched", "title": "./server {port}"}]}, "./server {port}"),
        ({"urls": ("http://one/", "http://two/")}, "2 targets"),
    ],
)
def test_the_subject_is_what_the_user_named(make: Make, run: dict[str, Any], expected: str) -> None:
    assert digest.subject(make(row(KEY, target="http://one/" if "urls" in run else TARGET), **run)) == expected


def test_sections_come_in_the_order_of_the_rfc(make: Make) -> None:
    keys = ["rfc9112/10.1/a", "rfc9112/9.3/a", "rfc9112/9.10/a", "rfc768/1/a"]
    places = digest.sections(digest.requirement_results(make(*map(row, keys))))
    assert [document for _, document in places] == ["RFC 768", "RFC 9112"]
    assert [section.number for section in places["http", "RFC 9112"]] == ["9.3", "9.10", "10.1"]


def test_coverage_tells_stated_run_judged_and_untestable(make: Make) -> None:
    stated = {f"rfc9112/5.1/{slug}": requirement(f"rfc9112/5.1/{slug}") for slug in "abcd"}
    stated["rfc9112/5.1/d"]["untestable"] = "nobody can see it"
    results = make(row("rfc9112/5.1/a"), row("rfc9112/5.1/b", "not-applicable"), requirements=stated)
    ((section,),) = digest.sections(digest.requirement_results(results)).values()
    counts = [len(items) for items in (section.requirements, section.with_rows, section.judged, section.untestable)]
    assert counts == [4, 2, 1, 1]


def test_the_protocol_comes_from_the_package_of_the_case(make: Make) -> None:
    results = make(row("rfc1035/4/a", case="conformance/dns/rfc1035/test_04.py::test_a"), row("rfc9112/5/a"))
    assert [s.protocol for s in digest.requirement_results(results)] == ["dns", "http"]


@pytest.mark.parametrize(
    ("verdict", "changes", "expected"),
    [
        ("conforms", {}, "Violates none of 1 requirement."),
        ("violates", {}, "Violates 1 of 1 requirement."),
        ("violates", {"known": "declared"}, "Violates none of 1 requirement, 1 known."),
        ("deviates", {"level": "SHOULD"}, "Violates none of 1 requirement, 1 not as advised."),
        ("inconclusive", {}, "Nothing was judged, 1 inconclusive."),
        ("not-applicable", {}, "Nothing was judged."),
    ],
)
def test_the_headline_says_no_more_than_was_seen(
    make: Make, verdict: str, changes: dict[str, str], expected: str
) -> None:
    assert headline(make(row(KEY, verdict, **changes))) == expected


@pytest.mark.parametrize(
    ("before", "now", "worse", "better"),
    [
        ("conforms", "violates", [KEY], []),
        ("violates", "conforms", [], [KEY]),
        ("violates", "inconclusive", [], []),
        ("violates", "not-applicable", [], []),
        ("violates", "violates", [], []),
    ],
)
def test_a_change_is_news_only_where_both_runs_could_tell(
    make: Make, before: str, now: str, worse: list[str], better: list[str]
) -> None:
    found = compare.changes(make(row(KEY, now)), [make(row(KEY, before))])
    assert found == {"Newly violated": worse, "No longer violated": better}


def test_a_violation_that_is_still_declared_but_gone_is_no_longer_violated(make: Make) -> None:
    found = compare.changes(make(row(KEY, status="outdated")), [make(row(KEY, "violates"))])
    assert found["No longer violated"] == [KEY]


def test_a_requirement_that_is_new_is_no_change(make: Make) -> None:
    found = compare.changes(make(row(KEY, "violates")), [make(row("rfc9112/5.1/other"))])
    assert not any(found.values())


def test_an_earlier_run_may_name_a_requirement_by_the_id_that_it_had_before(make: Make) -> None:
    old, now = make(row("rfc9112/2.2/old", "violates")), "rfc9112/5.1/now"
    moved = {now: requirement(now) | {"aliases": ["rfc9112/2.2/old"]}}
    new = make(row(now), requirements=moved)
    assert compare.changes(new, [old]) == {"Newly violated": [], "No longer violated": [now]}
    assert [column.groups.get(now) for column in compare.columns(new, [old])] == ["violates", "conforms"]


def test_columns_are_earlier_runs_and_then_the_targets_of_this_one(make: Make) -> None:
    old = make(row(KEY, "violates"), started="2026-01-01T00:00:00+00:00")
    rows = row(KEY, target="http://a/"), row(KEY, "violates", target="http://b/")
    new = make(*rows, urls=("http://a/", "http://b/"))
    columns = compare.columns(new, [old])
    assert [(column.title, column.groups.get(KEY)) for column in columns] == [
        ("127.0.0.1:8080", "violates"),
        ("a", "conforms"),
        ("b", "violates"),
    ]
