"""How a TLS stream is opened."""

from __future__ import annotations

import functools
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl


@dataclass(frozen=True)
class Tls:
    """``alpn``: the names that are offered of protocols within TLS (RFC 7301).

    ``insecure``: accept any certificate, also a self-signed or expired one. ``ca``: a PEM file whose certificates are
    trusted beside those of the system. ``name``: the server that is asked for, if not the host that is connected to.
    """

    alpn: tuple[str, ...]
    insecure: bool = False
    ca: Path | None = None
    name: str = ""

    def wrap(self, plain: socket.socket, host: str) -> socket.socket:
        """Perform the handshake on a connected socket; raises ``OSError``."""
        return _context(self).wrap_socket(plain, server_hostname=self.name or host)


@functools.cache
def _context(tls: Tls) -> ssl.SSLContext:
    """Made once: it reads all certificates of the machine."""
    import ssl  # takes 20 ms, which a run without TLS need not spend

    context = ssl.create_default_context()
    if tls.ca:
        context.load_verify_locations(tls.ca)
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # trust what is in the file, be it signed by another
    if tls.insecure:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if tls.alpn:
        context.set_alpn_protocols(list(tls.alpn))
    return context


def has_certificates(file: Path) -> bool:
    """Whether the file is PEM and holds certificates that can be read."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(file)
    except ssl.SSLError:
        return False
    return context.cert_store_stats()["x509"] > 0
