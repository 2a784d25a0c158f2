"""A legal variant is never reported as violating (section 8 of the design, law 4), nor as deviating."""

from __future__ import annotations

import pytest

from tests.judging import cases, judge, server, serving, told
from tests.variants.http import VARIANTS, Variant


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_legal_variant_is_not_accused(variant: Variant) -> None:
    with serving(server(variant.core), variant.shell) as url:
        complaints = told(judge(url, list(cases()), variant.patience, variant.jobs))
    assert complaints == {}
