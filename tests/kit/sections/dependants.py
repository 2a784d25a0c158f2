"""A section of the tests' own: its cases rest on those of another section."""

from __future__ import annotations

import importlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.model import SERVER, Document

CAUSES = importlib.import_module("conformance.http.rfc9997.test_1_causes")  # where the tests have put it
TOLD: bytes = CAUSES.TOLD

section = Document(9996, "Dependants", protocol="HTTP/1.1").section("1", "Dependants")

ON_MET = section.must("on-met", role=SERVER, text="Answer 200.", rests_on=(CAUSES.MET,))


@verifies(ON_MET)
@pytest.mark.parametrize("do", [b"late", b"close"])
def test_on_met(http: Http, do: bytes) -> None:
    assert http.answer(TOLD % do).status == 200


ON_NOT_MET = section.must("on-not-met", role=SERVER, text="Answer 200.", rests_on=(CAUSES.NOT_MET,))


@verifies(ON_NOT_MET)
@pytest.mark.parametrize("do", [b"late", b"close", b"refuse"])
def test_on_not_met(http: Http, do: bytes) -> None:
    assert http.answer(TOLD % do).status == 200


FURTHER = section.should("further", role=SERVER, text="Answer 200.", rests_on=(ON_NOT_MET, CAUSES.MET))


@verifies(FURTHER)
def test_further(http: Http) -> None:
    assert http.answer(TOLD % b"refuse").status == 200
