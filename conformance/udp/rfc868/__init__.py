"""RFC 868: Time Protocol."""

from conformance.model import Document
from conformance.services.names import TIME
from conformance.udp.recognition import SERVICE

RFC868 = Document(868, "Time Protocol", protocol="UDP", needs={SERVICE: TIME})
