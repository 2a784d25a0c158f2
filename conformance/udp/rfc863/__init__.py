"""RFC 863: Discard Protocol."""

from conformance.model import Document
from conformance.services.names import DISCARD
from conformance.udp.recognition import SERVICE

RFC863 = Document(863, "Discard Protocol", protocol="UDP", needs={SERVICE: DISCARD})
