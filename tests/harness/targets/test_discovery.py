"""Several protocols: what a target is found to speak, and which cases are for it."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.net.tls import Tls
from conformance.harness.net.url import Url
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.protocols import protocol_of, protocols
from conformance.harness.targets.reachability import Unreachable
from conformance.harness.targets.settings import Settings
from reference_impls.dns.server import DnsServer
from reference_impls.http.server import HttpServer
from reference_impls.services.echo import EchoOverTcp, EchoOverUdp
from reference_impls.websocket.server import WebSocketServer
from tests.kit import servers
from tests.kit.certificates import make_certificates, needs_openssl, over_tls
from tests.kit.protocols import server
from tests.kit.servers import ANSWER, Server
from tests.kit.servers import serving as serving_script
from tests.kit.serving import serving
from tests.kit.tree import ROOT
from tests.liars import liar_core
from tests.liars.websocket import LetsEverythingIn
from tests.variants.websocket.endpoints import ServesAPage

BOTH = ("http", "websocket")


def settings(out: Path, *wanted: str, urls: tuple[Url, ...] = ()) -> Settings:
    return Settings(
        urls=urls,
        capabilities={},
        launch=(),
        known=None,
        insecure=False,
        allow_write=False,
        patience=0.5,
        jobs=1,
        enforce_should=False,
        out=out,
        protocols=tuple(protocol for protocol in protocols() if protocol.name in wanted),
    )


@contextlib.contextmanager
def opened(out: Path, url: Url, *wanted: str, patience: float = 0.5) -> Iterator[Targets]:
    known = settings(out, *wanted, urls=(Url("", url.host, url.port, url.path),))
    targets = Targets(dataclasses.replace(known, patience=patience), out)
    targets.open()
    yield targets
    targets.close()


@pytest.mark.parametrize(
    ("wanted", "spoken", "hint"),
    [
        (("http", "dns", "tcp", "udp"), "http", "; to judge a service such as echo: --target tcp://{0}"),
        (("http", "tcp", "udp"), "http", "; to judge a service such as echo: --target tcp://{0}"),
        (("http",), "http", ""),
        (("tcp",), "tcp", ""),
    ],
)
def test_an_echo_that_is_taken_for_a_server_of_http_says_how_to_name_it(
    tmp_path: Path, wanted: tuple[str, ...], spoken: str, hint: str
) -> None:
    with serving(server(EchoOverTcp)) as url, opened(tmp_path, url, *wanted) as targets:
        (target,) = targets.targets
        expected = hint.format(url.hostport)
        assert target.protocol.name == spoken
        assert target.baseline_error.endswith(expected)
        assert ("such as echo" in target.baseline_error) == bool(hint)


@pytest.mark.parametrize(
    ("core", "wanted", "spoken", "fit"),
    [
        (HttpServer, BOTH, "http", True),
        (HttpServer, ("http",), "http", True),
        (HttpServer, ("dns", *BOTH), "http", True),
        (DnsServer, ("dns", *BOTH), "dns", True),
        (DnsServer, ("dns", "udp"), "dns", True),
        (EchoOverUdp, ("dns", "udp"), "udp", True),
        (HttpServer, ("websocket",), "websocket", False),
        (WebSocketServer, BOTH, "websocket", True),
        (WebSocketServer, ("websocket",), "websocket", True),
        (WebSocketServer, ("http",), "http", False),
        (ServesAPage, BOTH, "websocket", True),
        (ServesAPage, ("http",), "http", True),
    ],
)
def test_what_a_target_speaks_is_asked_for_the_cases_that_are_wanted(
    tmp_path: Path, core: type[Any], wanted: tuple[str, ...], spoken: str, fit: bool
) -> None:
    with serving(server(core)) as url, opened(tmp_path, url, *wanted) as targets:
        (target,) = targets.targets
        assert (target.protocol.name, not target.baseline_error) == (spoken, fit)


@needs_openssl
def test_a_target_with_tls_is_reached_where_its_certificate_is_trusted(tmp_path: Path) -> None:
    made = make_certificates(tmp_path)
    with servers.serving(over_tls(made, servers.obeys, "http/1.1")) as up:
        untrusted = settings(tmp_path, "http", urls=(Url("https", "127.0.0.1", up.port),))
        targets = Targets(replace(untrusted, ca=made.authority), tmp_path)
        targets.open()
        (target,) = targets.targets
        assert (target.baseline_error, target.tls) == ("", Tls(("http/1.1",), ca=made.authority))
        with pytest.raises(Unreachable, match=r"verify failed.* \(--ca FILE trusts the certificates in a file"):
            Targets(untrusted, tmp_path).open()


@needs_openssl
@pytest.mark.parametrize(
    ("scheme", "wanted", "right"), [("http", "http", "https"), ("ws", "websocket", "wss"), ("", "http", "https")]
)
def test_a_port_that_speaks_tls_is_named_with_the_scheme_to_try(
    tmp_path: Path, scheme: str, wanted: str, right: str
) -> None:
    with servers.serving(over_tls(make_certificates(tmp_path), servers.obeys)) as up:
        targets = Targets(settings(tmp_path, wanted, urls=(Url(scheme, "127.0.0.1", up.port),)), tmp_path)
        with pytest.raises(Unreachable, match=f"looks like TLS: try {right}://127.0.0.1:{up.port}/"):
            targets.open()


def test_a_silent_target_is_taken_for_the_first_protocol(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = Url("http", "127.0.0.1", listener.getsockname()[1], "/")
        with opened(tmp_path, url, *BOTH) as targets:
            assert targets.targets[0].protocol.name == "http"
            assert targets.targets[0].baseline_error


def lets_everything_in(sock: socket.socket, octets: bytes) -> None:
    """Complete any opening handshake, and answer pings."""
    liar = liar_core(LetsEverythingIn, shameless=True)()
    while octets:
        liar.receive(octets)
        sock.sendall(liar.to_send())
        octets = sock.recv(65536)


def test_the_wanted_protocols_are_asked_side_by_side(tmp_path: Path) -> None:
    """The server completes no opening handshake before it was asked for a page as well."""
    asked_for_a_page = threading.Event()

    def completes_handshakes_late(sock: socket.socket, server: Server) -> None:
        head = sock.recv(65536)
        if b"Upgrade: websocket" in head:
            asked_for_a_page.wait(10)
            lets_everything_in(sock, head)
        elif head:
            asked_for_a_page.set()
            sock.sendall(ANSWER % b"200 OK")

    with serving_script(completes_handshakes_late) as server:
        url = Url("", "127.0.0.1", server.port, "/")
        with opened(tmp_path, url, *BOTH, patience=3.0) as targets:
            assert targets.targets[0].protocol.name == "websocket"


def test_without_a_target_the_references_of_the_wanted_protocols_are_judged(tmp_path: Path) -> None:
    targets = Targets(settings(tmp_path, *BOTH), tmp_path)
    assert targets.names_for("http") == ["http-threads", "http-loop", "http-aio"]
    assert targets.names_for("websocket") == ["websocket-threads", "websocket-loop", "websocket-aio"]
    assert targets.names == targets.names_for("http") + targets.names_for("websocket")
    assert Targets(settings(tmp_path, "websocket"), tmp_path).names == targets.names_for("websocket")


def test_a_case_is_of_the_protocol_in_whose_package_it_lies() -> None:
    assert protocol_of(ROOT / "conformance/websocket/rfc6455/test_05_5_2_ping.py") == "websocket"
    assert [protocol_of(ROOT / place) for place in ("conformance", "tests/x.py")] == ["", ""]


def judged(out: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", f"--out={out}", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=90, check=False)
    return done.returncode, done.stdout.decode()


def test_cases_of_another_protocol_are_left_out(tmp_path: Path) -> None:
    with serving(server(WebSocketServer)) as url:
        status, text = judged(tmp_path, "conformance", f"--target={url.hostport}", "-k", "test_a_ping or plain_get")
    assert status == 0, text
    assert "test_05_5_2_ping.py" in text
    assert "conformance/http" not in text


def test_where_no_case_is_for_the_target_nothing_is_judged(tmp_path: Path) -> None:
    with serving(server(WebSocketServer)) as url:
        status, text = judged(tmp_path, "conformance/http/rfc9112/test_05_1_field_line_parsing.py", f"--target={url}")
    assert status == 5, text
