"""RFC 867: Daytime Protocol."""

from conformance.model import Document
from conformance.services.names import DAYTIME
from conformance.udp.recognition import SERVICE

RFC867 = Document(867, "Daytime Protocol", protocol="UDP", needs={SERVICE: DAYTIME})
