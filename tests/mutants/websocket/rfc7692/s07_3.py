"""Mutants for RFC 7692 §7.3."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_3_implementation_notes import USEFUL_WINDOW
from reference_impls.websocket.deflate import Extension, Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(USEFUL_WINDOW)
class SavesItsMemory(Negotiating):
    """Uses a window of 512 octets, though the client did not ask for it."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            if answer is None or b"server_max_window_bits" in dict(answer.parameters):
                return answer
            return Extension(answer.name, (*answer.parameters, (b"server_max_window_bits", b"9")))


@mutant(USEFUL_WINDOW)
class SavesMemoryAtTheClient(Negotiating):
    """Asks the client for a window of 512 octets where the client can have one."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            if answer is None or b"client_max_window_bits" not in dict(offer.parameters):
                return answer
            return Extension(answer.name, (*answer.parameters, (b"client_max_window_bits", b"9")))
