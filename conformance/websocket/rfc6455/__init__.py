"""RFC 6455: The WebSocket Protocol"""

from conformance.model import Document

RFC6455 = Document(6455, "The WebSocket Protocol", protocol="WebSocket")
