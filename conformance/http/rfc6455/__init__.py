"""RFC 6455: The WebSocket Protocol; here, what a server of HTTP must know of it."""

from conformance.model import Document

RFC6455 = Document(6455, "The WebSocket Protocol", protocol="HTTP/1.1")
