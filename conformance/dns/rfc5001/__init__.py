"""RFC 5001: DNS Name Server Identifier (NSID) Option."""

from conformance.model import Document

RFC5001 = Document(5001, "DNS Name Server Identifier (NSID) Option", protocol="DNS")
