"""RFC 9112: HTTP/1.1."""

from conformance.model import Document

RFC9112 = Document(9112, "HTTP/1.1", protocol="HTTP/1.1")
