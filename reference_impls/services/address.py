"""Where a service is, as the user of a client names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reference_impls.http.syntax import Malformed

FORM = re.compile(r"(?:(tcp|udp)://)?(\[[0-9A-Fa-f:.]+\]|[^\[\]:/?#@\s]+)(?::([0-9]{1,5}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """A service: its transport, which is empty if the text does not say it, its host and its port."""

    transport: str
    host: str
    port: int

    @staticmethod
    def parse(text: str, usual_port: int) -> Address:
        """Parse ``tcp://host:port``, ``udp://host:port`` or ``host:port``. Raise Malformed if it is none of them."""
        found = FORM.fullmatch(text)
        port = int(found[3] or usual_port) if found else 0
        if not found or not 0 < port < 65536:
            raise Malformed(f"not tcp://host:port, udp://host:port or host:port: {text!r}")
        return Address((found[1] or "").lower(), found[2].strip("[]"), port)
