"""RFC 862: Echo Protocol."""

from conformance.model import Document
from conformance.services.names import ECHO
from conformance.udp.recognition import SERVICE

RFC862 = Document(862, "Echo Protocol", protocol="UDP", needs={SERVICE: ECHO})
