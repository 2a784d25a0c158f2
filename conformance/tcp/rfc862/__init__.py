"""RFC 862: Echo Protocol."""

from conformance.model import Document
from conformance.services.names import ECHO
from conformance.tcp.recognition import SERVICE

RFC862 = Document(862, "Echo Protocol", protocol="TCP", needs={SERVICE: ECHO})
