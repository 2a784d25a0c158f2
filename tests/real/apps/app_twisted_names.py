"""Twisted Names with a zone, as its documentation shows it: `python app_twisted_names.py PORT`."""

from __future__ import annotations

import sys

from twisted.internet import reactor
from twisted.names import dns
from twisted.names.authority import FileAuthority
from twisted.names.server import DNSServerFactory

SOA = dns.Record_SOA(b"ns1.example.test", b"hostmaster.example.test", 2026113001, 7200, 3600, 1209600, 300, ttl=3600)
RECORDS = {
    b"example.test": [
        SOA,
        dns.Record_NS(b"ns1.example.test", ttl=3600),
        dns.Record_MX(10, b"mail.example.test", ttl=3600),
        dns.Record_TXT(b"an example", b"of a zone", ttl=3600),
        dns.Record_A("192.0.2.1", ttl=3600),
    ],
    b"ns1.example.test": [dns.Record_A("192.0.2.53", ttl=3600)],
    b"mail.example.test": [dns.Record_A("192.0.2.25", ttl=3600), dns.Record_AAAA("2001:db8::25", ttl=3600)],
    b"www.example.test": [dns.Record_A("192.0.2.80", ttl=3600), dns.Record_AAAA("2001:db8::80", ttl=3600)],
    b"alias.example.test": [dns.Record_CNAME(b"www.example.test", ttl=3600)],
    b"_dns._udp.example.test": [dns.Record_SRV(0, 5, 53, b"ns1.example.test", ttl=3600)],
    b"1.2.0.192.example.test": [dns.Record_PTR(b"www.example.test", ttl=3600)],
}


class Authority(FileAuthority):  # type: ignore[misc]
    """A zone that is not read from a file."""

    def loadFile(self, filename: str) -> None:
        """Take the records above."""
        self.soa, self.records = (b"example.test", SOA), RECORDS


if __name__ == "__main__":
    port = int(sys.argv[1])
    factory = DNSServerFactory(authorities=[Authority("")])
    reactor.listenUDP(port, dns.DNSDatagramProtocol(factory), interface="127.0.0.1")
    reactor.listenTCP(port, factory, interface="127.0.0.1")
    reactor.run()
