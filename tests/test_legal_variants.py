"""A legal variant is never reported as violating (section 8 of the design, law 4), nor as deviating."""

from __future__ import annotations

import pytest

from conformance.harness.model import Verdict
from tests.judging import cases, judge, server, serving, told
from tests.variants.http import VARIANTS, Variant

HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_legal_variant_is_not_accused(variant: Variant) -> None:
    with serving(server(variant.core), variant.shell) as url:
        outcomes = judge(url, list(cases()), variant.patience, variant.jobs)
    accused = {name: outcome for name, outcome in outcomes.items() if outcome.verdict not in HARMLESS}
    assert told(accused) == {}
