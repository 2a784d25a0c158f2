"""RFC 9112: HTTP/1.1; here, what an opening handshake needs of it."""

from conformance.model import Document

RFC9112 = Document(9112, "HTTP/1.1", protocol="WebSocket")
