"""The zone that is served where no zone file is given."""

from __future__ import annotations

EXAMPLE = r"""
$ORIGIN example.test.
$TTL 3600
@           SOA   ns1 hostmaster ( 2026113001 7200 3600 1209600 300 )
            NS    ns1
            NS    ns2.example.test.
            MX    10 mail
            MX    20 mail2
            TXT   "an example" "of a zone"
            A     192.0.2.1
ns1         A     192.0.2.53
            AAAA  2001:db8::53
ns2         A     192.0.2.54
mail        A     192.0.2.25
            AAAA  2001:db8::25
mail2       A     192.0.2.26
www         A     192.0.2.80
            AAAA  2001:db8::80
MiXeD       A     192.0.2.81
alias       CNAME www
alias2      CNAME alias
outside     CNAME www.example.org.
dangling    CNAME nope
loop1       CNAME loop2
loop2       CNAME loop1
*.wild      A     192.0.2.90
            TXT   "from a wildcard"
host.wild   A     192.0.2.91
a.b.deep    A     192.0.2.92
_dns._udp   SRV   0 5 53 ns1
1.2.0.192   PTR   www
old         DNAME new
www.new     A     192.0.2.93
sub         NS    ns1.sub
            NS    ns.example.org.
ns1.sub     A     192.0.2.60
unknown     TYPE65280 \# 4 c0a80001
empty       TYPE65281 \# 0
esc\.dot    TXT   "one label with a dot"
\000\255    TXT   "octets of any value"
many        TXT   "01 ----------------------------------------------------------------------------------------------"
            TXT   "02 ----------------------------------------------------------------------------------------------"
            TXT   "03 ----------------------------------------------------------------------------------------------"
            TXT   "04 ----------------------------------------------------------------------------------------------"
            TXT   "05 ----------------------------------------------------------------------------------------------"
            TXT   "06 ----------------------------------------------------------------------------------------------"
            TXT   "07 ----------------------------------------------------------------------------------------------"
"""
