"""Mutants for RFC 7692 §7.1.2.2."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_1_2_2_client_max_window_bits import NAME, ONLY_IF_OFFERED, VALUE
from reference_impls.websocket.deflate import Extension, Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


class _AddsTheWindow(Negotiation):
    """Adds a client_max_window_bits to answers, by whether it was offered."""

    value: bytes | None = None
    where_offered = True

    def answer(self, offer: Extension) -> Extension | None:
        answer = super().answer(offer)
        if answer and (NAME in dict(offer.parameters)) == self.where_offered:
            return Extension(answer.name, (*answer.parameters, (NAME, self.value)))
        return answer


@mutant(ONLY_IF_OFFERED)
class LimitsTheClientUnasked(Negotiating):
    """Answers with client_max_window_bits where it was not offered."""

    class negotiation(_AddsTheWindow):
        value, where_offered = b"15", False


@mutant(VALUE)
class RepeatsTheWindowWithoutValue(Negotiating):
    """Answers with client_max_window_bits without a value."""

    class negotiation(_AddsTheWindow):
        pass
