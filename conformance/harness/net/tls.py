"""How a TLS stream is opened."""

from __future__ import annotations

import functools
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl


@dataclass(frozen=True)
class Tls:
    """``insecure``: accept any certificate, also a self-signed or expired one."""

    insecure: bool = False

    def wrap(self, plain: socket.socket, host: str) -> socket.socket:
        """Perform the handshake on a connected socket; raises ``OSError``."""
        return _context(self.insecure).wrap_socket(plain, server_hostname=host)


@functools.cache
def _context(insecure: bool) -> ssl.SSLContext:
    """Made once: it reads all certificates of the machine."""
    import ssl  # takes 20 ms, which a run without TLS need not spend

    context = ssl.create_default_context()
    if insecure:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context
