"""A legal variant is never reported as violating (section 8 of the design, law 4), nor as deviating."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.harness.model import Verdict
from tests.judging import judge, reference_of, server, serving, told
from tests.variants import files, http, websocket, websocket_deflate, websocket_frames
from tests.variants.variant import Variant

VARIANTS = [
    *http.VARIANTS,
    *files.VARIANTS,
    *websocket.VARIANTS,
    *websocket_deflate.VARIANTS,
    *websocket_frames.VARIANTS,
]

HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)


def _marked(variant: Variant) -> Any:
    marks = [pytest.mark.thorough] if variant.thorough else []
    return pytest.param(variant, id=f"{reference_of(variant.core).protocol}-{variant.name}", marks=marks)


@pytest.mark.parametrize("variant", [_marked(variant) for variant in VARIANTS])
def test_a_legal_variant_is_not_accused(variant: Variant) -> None:
    with serving(server(variant.core), variant.shell) as url:
        outcomes = judge(url, list(reference_of(variant.core).cases), variant.patience, variant.jobs)
    accused = {
        name: outcome
        for name, outcome in outcomes.items()
        if outcome.verdict not in HARMLESS
        and not (outcome.verdict is Verdict.DEVIATES and outcome.case.requirement.id in variant.deviates)
    }
    assert told(accused) == {}
