"""Where a target is: ``host:port``, or a URL with scheme, IPv6 literal and path."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv6Address

_PLACE = (
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?)\]|(?P<host>[A-Za-z0-9._-]+))"
    r"(?::(?P<port>[0-9]{1,5}))?"
)
_HOST = re.compile(_PLACE)
_TARGET = re.compile(rf"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?{_PLACE}(?P<path>/[\x21-\x7e]*)?")

TRANSPORTS = ("tcp", "udp")  # schemes that name a port, and nothing behind it

IN_BRACKETS = "an IPv6 address stands in brackets: write"
_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)?(?P<address>[0-9A-Fa-f:]+)(?P<path>/.*)?")


class BadTarget(ValueError):
    """The text names no target; the message is one line for the user."""


@dataclass(frozen=True)
class Url:
    """A target's address. ``scheme`` is empty while the protocol is still to be found out."""

    scheme: str
    host: str
    port: int
    path: str = ""

    @property
    def hostport(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        path = self.path or ("" if self.scheme in ("", *TRANSPORTS) else "/")
        return f"{self.scheme}://{self.hostport}{path}" if self.scheme else self.hostport + path


def renamed(url: Url, name: str) -> Url:
    """The URL with another host name, and with another port if the name has one; itself if the name is empty."""
    if not name:
        return url
    match = _HOST.fullmatch(name)
    if match is None:
        raise BadTarget(
            f"--host {name}: a host name is needed, with a port if need be: www.example or www.example:8080"
        )
    return replace(url, host=match["six"] or match["host"], port=int(match["port"] or url.port))


def parse_target(text: str, default_ports: dict[str, int]) -> Url:
    """Read a ``--target``. ``default_ports`` holds the known schemes; raises ``BadTarget``."""
    if not (match := _TARGET.fullmatch(text)):
        raise BadTarget(f"--target {text!r}: {_what_is_wrong(text)}")
    scheme = (match["scheme"] or "").lower()
    if scheme and scheme not in default_ports:
        raise BadTarget(f"--target {text!r}: unknown scheme {scheme!r} (known: {', '.join(sorted(default_ports))})")
    if scheme in TRANSPORTS and match["path"]:
        raise BadTarget(f"--target {text!r}: {scheme} has no paths: write {text.removesuffix(match['path'])}")
    port = int(match["port"]) if match["port"] else default_ports.get(scheme, 0)
    if not 0 < port < 65536:
        raise BadTarget(f"--target {text!r}: {'port out of range' if match['port'] else 'a port is needed'}")
    return Url(scheme, match["six"] or match["host"], port, match["path"] or "")


def _what_is_wrong(text: str) -> str:
    """Why a text names no target; if it is an IPv6 address without its brackets, how to write it."""
    match = _PARTS.fullmatch(text)
    host, _, port = match["address"].rpartition(":") if match else ("", "", "")
    if match and _is_ipv6(host) and port.isdecimal():
        return f"{IN_BRACKETS} {match['scheme'] or ''}[{host}]:{port}{match['path'] or ''}"
    if match and _is_ipv6(match["address"]):
        return f"{IN_BRACKETS} {match['scheme'] or ''}[{match['address']}]:PORT{match['path'] or ''}"
    return "not host:port and not a URL such as http://host:port/path"


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text))
    except AddressValueError:
        return False
