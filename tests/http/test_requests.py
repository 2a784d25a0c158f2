"""What the placeholders in the requests of cases stand for."""

from __future__ import annotations

import dataclasses
from functools import partial

import pytest

from conformance.http.requests import as_folder
from conformance.model import Verdict
from reference_impls.http.server import HttpServer
from tests.kit.judging import cases, judge_target
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server

WRITES = "conformance/http/rfc9110/test_13_1_2_if_none_match.py"


@pytest.mark.parametrize(
    ("path", "folder"), [(b"/put", b"/put/"), (b"/put/", b"/put/"), (b"/", b"/"), (b"/put?name=", b"/put?name=")]
)
def test_names_are_appended_behind_a_slash_or_a_query(path: bytes, folder: bytes) -> None:
    assert as_folder(path) == folder


def test_a_path_for_put_without_a_slash_is_a_folder_too() -> None:
    target, received = measured_in_process(partial(server, HttpServer), "http")
    target = dataclasses.replace(target, capabilities={**target.capabilities, "put": "/put"})
    rows = [row for row in cases(WRITES) if "put" in row.function.__name__ or "write" in row.function.__name__]
    assert {outcome.verdict for outcome in judge_target(target, rows, received).values()} == {Verdict.CONFORMS}
