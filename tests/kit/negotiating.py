"""A server whose negotiation of permessage-deflate can be exchanged: what mutants and variants are derived from."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.http.site import Site
from reference_impls.websocket.deflate import Negotiation
from reference_impls.websocket.handshake import Endpoint
from reference_impls.websocket.server import WebSocketServer


class Negotiating(WebSocketServer):
    """Agrees to what its ``negotiation`` agrees to."""

    negotiation: type[Negotiation] = Negotiation

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        super().__init__(site, clock, Endpoint(negotiation=self.negotiation()))
