"""RFC 2181 section 11  Name syntax"""

from __future__ import annotations

import pytest

from conformance.dns.codes import A
from conformance.dns.peer import Dns
from conformance.dns.plain_twins import assert_read_as_any_name
from conformance.dns.rfc1035.test_02_3_4_size_limits import LABELS as LONG_LABELS
from conformance.dns.rfc2181 import RFC2181
from conformance.dns.sample_names import below
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC2181.section("11", "Name syntax")

OCTETS = [*range(0x2D), 0x2E, 0x2F, *range(0x3A, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x81)]  # no host has them
OCTETS += [0x8A, 0xA0, 0xAD, 0xBF, 0xC0, 0xC4, 0xDF, 0xE4, 0xFE, 0xFF]  # some that other encodings fold or strip
ODD_LABELS = {
    "hyphen-first": b"-a",
    "hyphen-last": b"a-",
    "hyphen-alone": b"-",
    "digits": b"0123456789",
    "address": b"192.0.2.1",
    "dots": b"...",
    "escape": rb"\046",
    "utf-8": "bücher".encode(),
    "latin-1": "bücher".encode("latin-1"),
    "a-label": b"xn--bcher-kva",
    "no-a-label": b"xn--",
    "underscore": b"_dns",
    "spaces": b" a b ",
    "zeros": bytes(63),
    "highest": b"\xff" * 63,
    "like-a-pointer": b"\xc0\x0c",
    "0x20-to-0x5e": bytes(range(0x20, 0x5F)),
}

ANY_OCTETS = section.implied(
    "any-octets",
    role=SERVER,
    text="Put no restriction on the octets of labels: answer a query for any name without an error.",
    hint="Keep labels as octets, and names as lists of labels; decode neither, and split no text at dots.",
    rests_on=(LONG_LABELS,),
)


@verifies(ANY_OCTETS)
@pytest.mark.parametrize("octet", OCTETS, ids=lambda octet: f"{octet:#04x}")
def test_a_label_may_have_any_octet(dns: Dns, octet: int) -> None:
    label = b"a" + bytes([octet]) + b"b"
    assert_read_as_any_name(dns, dns.query(below(dns, label), A))


@verifies(ANY_OCTETS)
@pytest.mark.parametrize("label", ODD_LABELS.values(), ids=ODD_LABELS)
def test_a_label_need_not_be_that_of_a_host(dns: Dns, label: bytes) -> None:
    assert_read_as_any_name(dns, dns.query(below(dns, label), A))
