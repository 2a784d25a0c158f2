"""RFC 8914: Extended DNS Errors."""

from conformance.model import Document

RFC8914 = Document(8914, "Extended DNS Errors", protocol="DNS")
