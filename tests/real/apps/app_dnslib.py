"""dnslib's own server of a zone, over UDP and TCP, as its documentation shows it: `python app_dnslib.py PORT`."""

from __future__ import annotations

import sys
import threading

from dnslib.server import DNSLogger, DNSServer
from dnslib.zoneresolver import ZoneResolver

ZONE = """
$ORIGIN example.test.
$TTL 3600
@           IN SOA   ns1 hostmaster ( 2026113001 7200 3600 1209600 300 )
            IN NS    ns1
            IN MX    10 mail
            IN TXT   "an example" "of a zone"
            IN A     192.0.2.1
ns1         IN A     192.0.2.53
mail        IN A     192.0.2.25
            IN AAAA  2001:db8::25
www         IN A     192.0.2.80
            IN AAAA  2001:db8::80
alias       IN CNAME www
_dns._udp   IN SRV   0 5 53 ns1
1.2.0.192   IN PTR   www
"""

if __name__ == "__main__":
    place = {"address": "127.0.0.1", "port": int(sys.argv[1]), "logger": DNSLogger("-request,-reply,-truncated")}
    resolver = ZoneResolver(ZONE)
    threading.Thread(target=DNSServer(resolver, **place).start, daemon=True).start()
    DNSServer(resolver, tcp=True, **place).start()
