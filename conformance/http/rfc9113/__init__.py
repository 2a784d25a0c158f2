"""RFC 9113: HTTP/2; here, what a server of HTTP/1.1 must know of it."""

from conformance.model import Document

RFC9113 = Document(9113, "HTTP/2", protocol="HTTP/1.1")
