"""Reads zone files (RFC 1035 section 5)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from reference_impls.dns.codes import IN, TYPES
from reference_impls.dns.errors import BadZone
from reference_impls.dns.message import Data, Record
from reference_impls.dns.names import ROOT, Name, parse
from reference_impls.dns.zone import Zone

_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|;[^\n]*|([()\n])|((?:\\.|[^\s"();\\])+)|[^\S\n]+', re.DOTALL)
_NUMBERED = re.compile(r"TYPE([0-9]{1,5})", re.IGNORECASE)
_TIME = re.compile(r"([0-9]+)([smhdw]?)", re.IGNORECASE)
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def read_zone(text: str, origin: Name = ROOT) -> Zone:
    """Read the text of a zone file; raises BadZone."""
    return Zone(_Reader(origin).records(text))


def type_called(text: str) -> int:
    """The number of a type that has a name here, or that is written TYPE65280; 0 if it is neither."""
    numbered = _NUMBERED.fullmatch(text)
    kind = int(numbered[1]) if numbered else TYPES.get(text.upper(), 0)
    return kind if kind < 1 << 16 else 0


class _Reader:
    """Reads entries; an owner, a TTL and an origin that an entry does not name are those of the entry before."""

    def __init__(self, origin: Name) -> None:
        self.origin, self.owner, self.ttl = origin, origin, 3600

    def records(self, text: str) -> Iterator[Record]:
        for indented, words in _entries(text):
            try:
                if words[0].upper() == "$ORIGIN":
                    self.origin = parse(words[1], self.origin)
                elif words[0].upper() == "$TTL":
                    self.ttl = _seconds(words[1])
                else:
                    yield self._record(words if indented else self._named(words))
            except (IndexError, ValueError, OverflowError) as error:
                raise BadZone(f"no record: {' '.join(words)}") from error

    def _named(self, words: list[str]) -> list[str]:
        self.owner = parse(words[0], self.origin)
        return words[1:]

    def _record(self, words: list[str]) -> Record:
        ttl = self.ttl
        while words[0].upper() == "IN" or _TIME.fullmatch(words[0]):
            ttl = ttl if words[0].upper() == "IN" else _seconds(words[0])
            words = words[1:]
        kind = type_called(words[0])
        if not kind:
            raise BadZone(f"unknown type {words[0]!r}: write TYPE65280 \\# LENGTH OCTETS")
        return Record(self.owner, kind, ttl, self._data(words[0].upper(), words[1:]), IN)

    def _data(self, kind: str, words: list[str]) -> Data:
        if words[0] == "\\#":
            return (_unknown(words[1:]),)
        if kind in ("A", "AAAA"):
            return ((ipaddress.IPv4Address if kind == "A" else ipaddress.IPv6Address)(words[0]).packed,)
        if kind == "TXT":
            return (b"".join(_string(word) for word in words),)
        if kind == "SOA":
            server, mailbox, *times = words
            serial, refresh, retry, expire, minimum = map(_seconds, times)
            numbers = (serial, refresh, retry, expire, minimum)
            return (self._name(server), self._name(mailbox), b"".join(one.to_bytes(4, "big") for one in numbers))
        *before, target = words  # numbers of MX and SRV; the others have none
        return (b"".join(int(number).to_bytes(2, "big") for number in before), self._name(target))

    def _name(self, text: str) -> Name:
        return parse(text, self.origin)


def _entries(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The words of each entry, and whether it begins with a space; parentheses join lines."""
    words, depth, indented, begins = list[str](), 0, False, True
    for found in _WORD.finditer(text + "\n"):
        quoted, sign, word = found.groups()
        if begins and depth == 0:
            indented, begins = found[0].isspace() and sign is None, False
        if sign in ("(", ")"):
            depth += 1 if sign == "(" else -1
        elif quoted is not None or word is not None:
            words.append(word if quoted is None else quoted)
        elif sign and depth == 0:
            if words:
                yield indented, words
            words, begins = [], True
    if words or depth:
        raise BadZone("a parenthesis is not closed")


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1]) * _UNITS[found[2].lower()]


def _string(text: str) -> bytes:
    """A character-string: its length, and its octets."""
    octets = re.sub(rb"\\([0-9]{3})|\\(.)", _unescaped, text.encode(), flags=re.DOTALL)
    return bytes([len(octets)]) + octets


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1])]) if found[1] else found[2]


def _unknown(words: list[str]) -> bytes:
    """RFC 3597 section 5: how many octets, and these in hexadecimal digits."""
    octets = bytes.fromhex("".join(words[1:]))
    if len(octets) != int(words[0]):
        raise ValueError("the length is not that of the octets")
    return octets
