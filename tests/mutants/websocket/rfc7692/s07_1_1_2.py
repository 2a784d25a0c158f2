"""Mutants for RFC 7692 §7.1.1.2."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_1_1_2_client_no_context_takeover import NAME, NO_VALUE
from reference_impls.websocket.deflate import Extension, Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(NO_VALUE)
class GivesTheFlagAValue(Negotiating):
    """Answers every offer with client_no_context_takeover=1."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            others = tuple(one for one in answer.parameters if one[0] != NAME) if answer else ()
            return Extension(offer.name, (*others, (NAME, b"1"))) if answer else None
