"""How a target is written on the command line."""

from __future__ import annotations

import pytest

from conformance.harness.net.url import BadTarget, Url, parse_target

PORTS = {"http": 80, "https": 443}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("localhost:8080", Url("", "localhost", 8080)),
        ("127.0.0.1:1", Url("", "127.0.0.1", 1)),
        ("[::1]:8080", Url("", "::1", 8080)),
        ("[fe80::1%eth0]:80", Url("", "fe80::1%eth0", 80)),
        ("http://host", Url("http", "host", 80)),
        ("HTTPS://host/", Url("https", "host", 443, "/")),
        ("http://[::1]:65535/a?b=c", Url("http", "::1", 65535, "/a?b=c")),
        ("localhost:80/path", Url("", "localhost", 80, "/path")),
    ],
)
def test_targets_are_read(text: str, url: Url) -> None:
    assert parse_target(text, PORTS) == url


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not host:port"),
        ("host", "a port is needed"),
        ("host:", "not host:port"),
        ("host:0", "port out of range"),
        ("host:65536", "port out of range"),
        ("host:99999", "port out of range"),
        ("host:http", "not host:port"),
        ("host:80:80", "not host:port"),
        ("::1:80", "write [::1]:80"),
        ("[::1]", "a port is needed"),
        ("http:/host", "not host:port"),
        ("http://", "not host:port"),
        ("http://user@host/", "not host:port"),
        ("gopher://host/", "unknown scheme 'gopher' (known: http, https)"),
        ("http://host/a b", "not host:port"),
        ("http://host/\x1b[31m", "not host:port"),
        ("http://host/\r\nX: y", "not host:port"),
    ],
)
def test_bad_targets_are_one_printable_line(text: str, complaint: str) -> None:
    with pytest.raises(BadTarget) as raised:
        parse_target(text, PORTS)
    message = str(raised.value)
    assert complaint in message
    assert message.startswith("--target ")
    assert message.isprintable()


@pytest.mark.parametrize("url", [Url("http", "::1", 80, "/x"), Url("", "host", 1), Url("https", "a.b", 443, "/")])
def test_a_url_is_written_as_it_is_read(url: Url) -> None:
    assert parse_target(str(url), PORTS) == url
