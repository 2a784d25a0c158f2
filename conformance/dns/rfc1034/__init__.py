"""RFC 1034: Domain Names - Concepts and Facilities."""

from conformance.model import Document

RFC1034 = Document(1034, "Domain Names - Concepts and Facilities", protocol="DNS")
