"""Mutants for RFC 6455 §4.3."""

from __future__ import annotations

from conformance.websocket.rfc6455.test_04_3_collected_abnf_for_new_header_fields_used_in_handshake import VERSIONS
from reference_impls.http.syntax import Field
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(VERSIONS)
class ListsADraftByName(WebSocketServer):
    """Lists a draft by its name, next to version 13."""

    class handshake(Handshake):
        def version_fields(self) -> list[Field]:
            return [*super().version_fields(), (b"Sec-WebSocket-Version", b"hybi-10")]
