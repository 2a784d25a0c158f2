"""RFC 7692: Compression Extensions for WebSocket"""

from conformance.model import Document

RFC7692 = Document(7692, "Compression Extensions for WebSocket", protocol="WebSocket")
