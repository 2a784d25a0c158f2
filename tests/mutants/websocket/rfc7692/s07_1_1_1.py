"""Mutants for RFC 7692 §7.1.1.1."""

from __future__ import annotations

from conformance.websocket.rfc7692.test_07_1_1_1_server_no_context_takeover import CONFIRM, NAME, SUPPORT
from reference_impls.websocket.deflate import Negotiation
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(CONFIRM)
class DoesNotConfirmServerNoContextTakeover(Negotiating):
    """Accepts server_no_context_takeover, and does not say so."""

    class negotiation(Negotiation):
        def confirms(self, name: bytes) -> bool:
            return name != NAME and super().confirms(name)


@mutant(SUPPORT)
class DeclinesServerNoContextTakeover(Negotiating):
    """Declines offers with server_no_context_takeover."""

    class negotiation(Negotiation):
        def valid(self, name: bytes, value: bytes | None) -> bool:
            return name != NAME and super().valid(name, value)
