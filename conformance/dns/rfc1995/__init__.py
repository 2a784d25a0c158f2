"""RFC 1995: Incremental Zone Transfer in DNS."""

from conformance.model import Document

RFC1995 = Document(1995, "Incremental Zone Transfer in DNS", protocol="DNS")
