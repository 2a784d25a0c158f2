"""What a run says of its scope is true: it counts rows and requirements without collecting them."""

from __future__ import annotations

from collections import Counter

import pytest

from conformance.catalogue import functions
from conformance.harness.runner.scope import count_rows, verifying_files
from tests.kit.judging import cases, cases_for
from tests.kit.protocols import REFERENCES


@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_rows_of_each_requirement_are_those_that_pytest_collects(protocol: str) -> None:
    functions()  # imports every section file
    files = verifying_files(protocol)
    usual = Counter(case.requirement.id for case in cases_for(protocol))
    thorough = Counter(case.requirement.id for case in cases(f"conformance/{protocol}", thorough=True))
    assert +count_rows(protocol, files, thorough=False) == usual
    assert count_rows(protocol, files, thorough=True) == thorough


@pytest.mark.parametrize("protocol", REFERENCES)
def test_the_text_of_the_section_files_tells_how_many_requirements_have_cases(protocol: str) -> None:
    package = f"conformance.{protocol}."
    verified = [id_ for id_, found in functions().items() if any(one.__module__.startswith(package) for one in found)]
    assert len(verifying_files(protocol)) == len(verified)
