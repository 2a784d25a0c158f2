"""Mutants for RFC 6455 §7.4.2."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_07_4_2_reserved_status_code_ranges import NOT_USED, TAKE_3000_TO_4999
from reference_impls.websocket.frames import Failed
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(TAKE_3000_TO_4999)
class RefusesPrivateCodes(WebSocketServer):
    """Treats the codes from 4000 on as errors."""

    def check_close_code(self, code: int | None) -> None:
        if code is not None and code >= 4000:
            raise Failed(1002, f"status code {code}")
        super().check_close_code(code)


@mutant(NOT_USED)
class SendsSmallCodesBack(WebSocketServer):
    """Sends back codes below 1000."""

    def check_close_code(self, code: int | None) -> None:
        if code is None or code >= 1000:
            super().check_close_code(code)
