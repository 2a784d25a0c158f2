"""A server whose negotiation of permessage-deflate can be exchanged: what mutants and variants are derived from."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.http_site import Site
from reference_impls.websocket import Endpoint, WebSocketServer
from reference_impls.websocket_deflate import Negotiation


class Negotiating(WebSocketServer):
    """Agrees to what its ``negotiation`` agrees to."""

    negotiation: type[Negotiation] = Negotiation

    def __init__(self, site: Site, clock: Callable[[], float]) -> None:
        super().__init__(site, clock, Endpoint(negotiation=self.negotiation()))
