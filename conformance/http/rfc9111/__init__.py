"""RFC 9111: HTTP Caching."""

from conformance.model import Document

RFC9111 = Document(9111, "HTTP Caching", protocol="HTTP/1.1")
