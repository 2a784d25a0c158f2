"""Mutants for RFC 7692 §7.1.2.1."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_1_2_1_server_max_window_bits import CONFIRM, NAME, VALUE
from reference_impls.websocket.deflate import Extension, Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(CONFIRM)
class DoesNotConfirmTheWindow(Negotiating):
    """Accepts server_max_window_bits, and does not say so."""

    class negotiation(Negotiation):
        def confirms(self, name: bytes) -> bool:
            return name != NAME and super().confirms(name)


@mutant(CONFIRM)
class WidensTheWindow(Negotiating):
    """Answers every server_max_window_bits with 15."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            parameters = answer.parameters if answer else ()
            widened = tuple((name, b"15" if name == NAME else value) for name, value in parameters)
            return Extension(offer.name, widened) if answer else None


@mutant(VALUE)
class WritesALeadingZero(Negotiating):
    """Names a window of its own, with a leading zero."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            if answer is None or NAME in dict(answer.parameters):
                return answer
            return Extension(answer.name, (*answer.parameters, (NAME, b"015")))
