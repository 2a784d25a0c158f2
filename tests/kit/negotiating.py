"""A WebSocket server with a negotiation of permessage-deflate of its own; base class of mutants and variants."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.http.site import Site
from reference_impls.websocket.deflate import Negotiation
from reference_impls.websocket.handshake import Endpoint
from reference_impls.websocket.server import WebSocketServer


class Negotiating(WebSocketServer):
    """A server whose class attribute ``negotiation`` names the class that decides about offers."""

    negotiation: type[Negotiation] = Negotiation

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        super().__init__(site, clock, Endpoint(negotiation=self.negotiation()))
