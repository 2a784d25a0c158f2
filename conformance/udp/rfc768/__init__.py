"""RFC 768: User Datagram Protocol, as far as a service shows it."""

from conformance.model import Document
from conformance.services.names import ECHO
from conformance.udp.recognition import SERVICE

RFC768 = Document(768, "User Datagram Protocol", protocol="UDP", needs={SERVICE: ECHO})
