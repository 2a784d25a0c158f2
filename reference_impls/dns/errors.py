"""What cannot be read."""

from __future__ import annotations


class BadZone(Exception):
    """A zone file, or a name in it, that is not well-formed; the message is one line."""


class Malformed(Exception):
    """A message that cannot be read: the answer is FORMERR (RFC 1035 section 4.1.1)."""
