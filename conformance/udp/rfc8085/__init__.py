"""RFC 8085: UDP Usage Guidelines."""

from conformance.model import Document
from conformance.services.names import ECHO
from conformance.udp.recognition import SERVICE

RFC8085 = Document(8085, "UDP Usage Guidelines", protocol="UDP", needs={SERVICE: ECHO})
