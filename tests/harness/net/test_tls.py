"""TLS: which certificates are accepted, and which protocols are offered."""

from __future__ import annotations

import contextlib
import ssl
from pathlib import Path

import pytest

from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.net.socket_stream import SocketStream
from conformance.harness.net.tls import Tls, has_certificates
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from conformance.model import TargetGone
from tests.kit.certificates import Certificates, make_certificates, needs_openssl, over_tls
from tests.kit.servers import listens_only, serving

pytestmark = needs_openssl


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


def chosen(made: Certificates, tls: Tls, *alpn: str) -> str | None:
    """The protocol that a server which accepts these has chosen; raises ``TargetGone``."""
    with serving(over_tls(made, listens_only, *alpn)) as server:
        url = Url("https", "127.0.0.1", server.port)
        with contextlib.closing(SocketStream(url, Transcript(), 5.0, 1, tls, clock=SYSTEM_CLOCK)) as stream:
            assert isinstance(stream.socket, ssl.SSLSocket)
            return stream.socket.selected_alpn_protocol()


def test_a_certificate_of_an_unknown_authority_is_refused(made: Certificates) -> None:
    with pytest.raises(TargetGone, match="certificate verify failed"):
        chosen(made, Tls(()))


@pytest.mark.parametrize("of", ["authority", "certificate"])
def test_the_authoritys_or_the_servers_own_certificate_is_trusted(made: Certificates, of: str) -> None:
    chosen(made, Tls((), ca=getattr(made, of)))


def test_any_certificate_is_accepted_insecurely(made: Certificates) -> None:
    chosen(made, Tls((), insecure=True))


def test_a_certificate_for_another_host_is_refused(made: Certificates) -> None:
    tls = Tls((), ca=made.authority)
    with serving(over_tls(made, listens_only)) as server, pytest.raises(TargetGone, match="certificate is not valid"):
        SocketStream(Url("https", "localhost", server.port), Transcript(), 5.0, 1, tls, clock=SYSTEM_CLOCK)


@pytest.mark.parametrize(
    ("offered", "accepted", "expected"),
    [
        (("http/1.1",), ("h2", "http/1.1"), "http/1.1"),
        (("dot",), ("http/1.1", "dot"), "dot"),
        ((), ("http/1.1",), None),
    ],
)
def test_the_names_of_the_protocol_are_offered(
    made: Certificates, offered: tuple[str, ...], accepted: tuple[str, ...], expected: str | None
) -> None:
    assert chosen(made, Tls(offered, insecure=True), *accepted) == expected


def test_a_file_has_certificates_or_not(made: Certificates, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pem"
    damaged.write_text(made.authority.read_text(encoding="ascii").replace("M", "!", 1), encoding="ascii")
    empty = tmp_path / "empty.pem"
    empty.touch()
    assert has_certificates(made.authority)
    assert not any(has_certificates(file) for file in (made.key, damaged, empty))
