"""The files in the directory of a DNS server before it starts: its configuration, and the zone that all of them serve.

Everything else has the default value of the server. Resolvers have a root zone of their own, so that no query leaves
this machine.
"""

from __future__ import annotations

from pathlib import Path

from reference_impls.dns.example import EXAMPLE
from tests.real.configs import Files

ZONE = {"example.test.zone": EXAMPLE}
ROOT = {
    "root.zone": "$ORIGIN .\n$TTL 3600\n@ SOA ns.test. hostmaster.test. ( 1 7200 3600 1209600 300 )\n@ NS ns.test.\n"
}


def bind(port: int, directory: Path) -> Files:
    """Return the configuration of BIND as a server of one zone."""
    text = f"""\
options {{
    directory "{directory}";
    listen-on port {port} {{ 127.0.0.1; }};
    listen-on-v6 {{ none; }};
    pid-file none;
    session-keyfile none;
    recursion no;
    notify no;
    dnssec-validation no;
}};
controls {{ }};
zone "example.test" {{ type primary; file "example.test.zone"; }};
"""
    return {"named.conf": text, **ZONE}


def nsd(port: int, directory: Path) -> Files:
    """Return the configuration of NSD, without the limit on its rate: it would cut replies at 200 a second."""
    text = f"""\
server:
    ip-address: 127.0.0.1
    port: {port}
    username: ""
    chroot: ""
    zonesdir: "{directory}"
    database: ""
    zonelistfile: "{directory}/zone.list"
    pidfile: ""
    xfrdfile: ""
    xfrdir: "{directory}"
    rrl-ratelimit: 0
remote-control:
    control-enable: no
zone:
    name: example.test
    zonefile: example.test.zone
"""
    return {"nsd.conf": text, **ZONE}


def knot(port: int, directory: Path) -> Files:
    """Return the configuration of Knot DNS."""
    text = f"""\
server:
    rundir: "{directory}"
    listen: 127.0.0.1@{port}
database:
    storage: "{directory}"
zone:
  - domain: example.test
    storage: "{directory}"
    file: example.test.zone
"""
    return {"knot.conf": text, **ZONE}


def pdns(port: int, directory: Path) -> Files:
    """Return the configuration of the authoritative server of PowerDNS, which takes the zone from a file of BIND."""
    text = f"""\
launch=bind
bind-config={directory}/named.conf
local-address=127.0.0.1
local-port={port}
socket-dir={directory}
"""
    zones = f'zone "example.test" {{ type master; file "{directory}/example.test.zone"; }};\n'
    return {"pdns.conf": text, "named.conf": zones, **ZONE}


def unbound(port: int, directory: Path) -> Files:
    """Return the configuration of unbound, a resolver that finds the root and the zone in files."""
    text = f"""\
server:
    interface: 127.0.0.1
    port: {port}
    username: ""
    chroot: ""
    directory: "{directory}"
    pidfile: ""
    use-syslog: no
    module-config: "iterator"
    local-zone: "test." nodefault
remote-control:
    control-enable: no
auth-zone:
    name: "."
    zonefile: "{directory}/root.zone"
    for-downstream: no
auth-zone:
    name: "example.test"
    zonefile: "{directory}/example.test.zone"
    for-downstream: no
"""
    return {"unbound.conf": text, **ZONE, **ROOT}


def pdns_recursor(port: int, directory: Path) -> Files:
    """Return the configuration of the resolver of PowerDNS, which finds the root and the zone in files."""
    text = f"""\
local-address=127.0.0.1
local-port={port}
socket-dir={directory}
auth-zones=.={directory}/root.zone,example.test={directory}/example.test.zone
dnssec=off
"""
    return {"recursor.conf": text, **ZONE, **ROOT}


def dnsmasq(port: int, directory: Path) -> Files:
    """Return the configuration of dnsmasq with records of its own, as in a small network."""
    text = f"""\
port={port}
listen-address=127.0.0.1
bind-interfaces
no-resolv
no-hosts
pid-file=
user=
local=/example.test/
host-record=example.test,192.0.2.1
host-record=www.example.test,192.0.2.80,2001:db8::80
host-record=mail.example.test,192.0.2.25,2001:db8::25
cname=alias.example.test,www.example.test
mx-host=example.test,mail.example.test,10
txt-record=example.test,an example,of a zone
srv-host=_dns._udp.example.test,www.example.test,53
ptr-record=1.2.0.192.example.test,www.example.test
dns-rr=unknown.example.test,65280,c0a80001
"""
    return {"dnsmasq.conf": text}


def forwarder(port: int, directory: Path) -> Files:
    """Return the configuration of dnsmasq as a forwarder to the reference server at another address."""
    text = f"""\
port={port}
listen-address=127.0.0.1
bind-interfaces
no-resolv
no-hosts
pid-file=
user=
server=127.0.0.2#{port}
"""
    return {"dnsmasq.conf": text}
