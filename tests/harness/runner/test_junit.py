"""JUnit XML: how rows end there, and what the properties say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.kit.tree import WORDS, Ran, Runs

RUNS = {"words, two workers": [WORDS, "--target={url}", "--patience=1.5", "-n2"]}


@pytest.fixture(params=["alone", "two workers"])
def suite(request: pytest.FixtureRequest, words: Ran, runs: Runs) -> ElementTree.Element:
    ran = words if request.param == "alone" else runs["words, two workers"]
    found = ElementTree.parse(ran.out / "junit.xml").getroot().find("testsuite")
    assert found is not None
    return found


def properties(element: ElementTree.Element) -> dict[str, str]:
    return {one.attrib["name"]: one.attrib["value"] for one in element.findall("properties/property")}


def test_inconclusive_is_an_error_and_a_violation_is_a_failure(suite: ElementTree.Element) -> None:
    counts = {name: int(suite.attrib[name]) for name in ("errors", "failures", "skipped", "tests")}
    assert counts == {"errors": 2, "failures": 5, "skipped": 1, "tests": 12}
    errors = [case for case in suite.findall("testcase") if case.find("error") is not None]
    assert {properties(case)["verdict"] for case in errors} == {"inconclusive"}
    assert all(case.find("failure") is None for case in errors)


def test_each_row_has_its_level_and_verdict_as_properties(suite: ElementTree.Element) -> None:
    found = {case.attrib["name"]: properties(case) for case in suite.findall("testcase")}
    assert found["test_asked_to[refuse]"] == {
        "requirement": "rfc9999/1/serve-nicely",
        "level": "SHOULD",
        "verdict": "deviates",
    }
    assert {"MUST", "SHOULD"} == {one["level"] for one in found.values()}


def test_the_suite_says_how_much_was_judged(suite: ElementTree.Element) -> None:
    told = properties(suite)
    assert told["conformance"].startswith("A selection: violates 1 and conforms in 1 of ")
    assert (told["rows judged"], told["interrupted"], told["selection"]) == ("12 of 12", "no", "yes")
