"""Certificates that are made when a test needs them, by the ``openssl`` command, and servers that have them."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit.servers import Converse, Server

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


@dataclass(frozen=True)
class Certificates:
    """A server's certificate for 127.0.0.1, its private key, and the certificate of the authority that signed it."""

    certificate: Path
    key: Path
    authority: Path


def make_certificates(folder: Path) -> Certificates:
    """Make them in a folder; they are valid for a day."""
    (folder / "names.cnf").write_text("subjectAltName = IP:127.0.0.1\n", encoding="utf-8")
    authority = ["-subj", "/CN=authority", "-keyout", "authority.key", "-out", "authority.pem", "-days", "1"]
    _openssl(folder, "req", "-x509", *KEY, *authority)
    _openssl(folder, "req", "-new", *KEY, "-subj", "/CN=server", "-keyout", "server.key", "-out", "server.csr")
    signed = ["-in", "server.csr", "-extfile", "names.cnf", "-out", "server.pem", "-days", "1"]
    _openssl(folder, "x509", "-req", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", *signed)
    return Certificates(folder / "server.pem", folder / "server.key", folder / "authority.pem")


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=True)


def over_tls(made: Certificates, converse: Converse, *alpn: str) -> Converse:
    """Converse over TLS; ``alpn`` are the names of protocols that the server accepts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    context.set_alpn_protocols(list(alpn))

    def converse_over_tls(sock: socket.socket, server: Server) -> None:
        with context.wrap_socket(sock, server_side=True) as wrapped:
            converse(wrapped, server)

    return converse_over_tls
