"""The commands that repeat a query by hand."""

from __future__ import annotations

import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator

import pytest

from conformance.dns.codes import DO, IXFR
from conformance.dns.transport import DNS_SOCKETS
from conformance.dns.wire import Edns, Query, header
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from tests.kit.virtual_clock import VirtualClock

URL = Url("dns", "127.0.0.1", 5300)


def by_hand(*sent: bytes) -> str:
    transcript = Transcript(VirtualClock())
    for octets in sent:
        transcript.datagram(">", 1, octets)
    return DNS_SOCKETS.by_hand(transcript, URL, None)


NAME = (b"www", b"example")
EVERY_FLAG = 0x07F0  # but QR


def test_a_plain_query_is_a_line_for_dig() -> None:
    line = "dig @127.0.0.1 -p 5300 -q www.example -t MX -c IN +norec +noad +noedns +notcp +ignore"
    query = Query(1, NAME, 15).octets
    assert by_hand(query) == by_hand(query, query) == line


def test_a_query_over_tcp_says_so() -> None:
    query = Query(1, (b"a;b",), 65280, flags=0x100).octets
    line = by_hand(len(query).to_bytes(2, "big") + query)
    assert line == r"dig @127.0.0.1 -p 5300 -q 'a\;b' -t TYPE65280 -c IN +rec +noad +noedns +tcp"


def test_a_plain_query_beside_another_message_is_left_out() -> None:
    plain, other = Query(1, (b"a",)).octets, Query(2, (b"a",)).octets
    assert by_hand(b"odd", plain, plain) == "printf 'odd' | nc -u -w 1 127.0.0.1 5300"
    assert "+edns=1" in by_hand(Query(3, NAME, edns=Edns(version=1)).octets, plain)
    assert by_hand(b"odd", b"another", plain) == by_hand(plain, other) == ""


SAID_BY_DIG = [
    Query(1, NAME, 15),
    Query(2, (b"\0.", b"\\@\xff"), 65280, klass=77),
    Query(3, NAME, flags=EVERY_FLAG | 15 << 11),
    Query(4, NAME, edns=Edns()),
    Query(5, NAME, edns=Edns(0, version=1, flags=DO | 0x2041)),
    Query(6, NAME, edns=Edns(16384, options=[(65001, b""), (10, b"12345678"), (65001, b"\0")])),
    Query(7, (), 2, flags=0x100),
]
SAID_BY_KDIG = [
    Query(8, NAME, 16, edns=Edns(16385)),
    Query(8, NAME, 16, edns=Edns(65535, flags=DO, options=[(11, b""), (65001, b"ab")])),
]
HEADER_ONLY = header(9, 15 << 11, (0, 0, 0, 0))
SAID_BY_NEITHER = [
    Query(1, NAME, IXFR).octets,  # dig asks for a serial number
    Query(1, NAME, flags=0x8000).octets,
    Query(1, NAME, counts=(1, 1, 0, 0)).octets,
    Query(1, NAME, edns=Edns(flags=0x4000)).octets,
    Query(1, NAME, edns=Edns(data=b"x")).octets,
    Query(1, NAME, edns=Edns(owner=b"\1a\0")).octets,
    Query(1, NAME, edns=Edns(65535, flags=1)).octets,
    Query(1, NAME, tail=b"x").octets,
    Query(1, b"\1a\xc0\x0c").octets,
    Query(0, NAME).octets,  # an identifier that a case has chosen
    b"\0\1",
]


@pytest.mark.parametrize("octets", SAID_BY_NEITHER, ids=bytes.hex)
def test_all_others_are_octets(octets: bytes) -> None:
    assert by_hand(octets).startswith("printf '")
    assert by_hand(octets).endswith("| nc -u -w 1 127.0.0.1 5300")


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.socket(type=socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(10)
        yield sock


SAID = [*(query.octets for query in [*SAID_BY_DIG, *SAID_BY_KDIG]), HEADER_ONLY]


@pytest.mark.parametrize("octets", SAID, ids=bytes.hex)
def test_the_command_sends_the_same_octets(octets: bytes, server: socket.socket) -> None:
    program, *arguments = shlex.split(by_hand(octets).replace("-p 5300", f"-p {server.getsockname()[1]}"))
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}")
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            sent = server.recv(65535)
        finally:
            process.kill()
    assert sent[2:] == octets[2:]  # they choose an identifier of their own
