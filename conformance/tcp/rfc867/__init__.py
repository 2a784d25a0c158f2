"""RFC 867: Daytime Protocol."""

from conformance.model import Document
from conformance.services.names import DAYTIME
from conformance.tcp.recognition import SERVICE

RFC867 = Document(867, "Daytime Protocol", protocol="TCP", needs={SERVICE: DAYTIME})
