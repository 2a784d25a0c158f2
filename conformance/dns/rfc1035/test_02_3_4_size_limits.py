"""RFC 1035 section 2.3.4  Size limits"""

from __future__ import annotations

import pytest

from conformance.dns.codes import A
from conformance.dns.names import LONGEST_LABEL, LONGEST_NAME
from conformance.dns.peer import Dns
from conformance.dns.plain_twins import assert_read_as_any_name
from conformance.dns.rfc1035 import RFC1035
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.sample_names import below, padded
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("2.3.4", "Size limits")

LABELS = section.implied(
    "label-of-63-octets",
    role=SERVER,
    text="Read labels of up to 63 octets.",
    hint="Only the two highest bits of the length octet tell a pointer from a label: lengths go up to 0x3f.",
    rests_on=(ID_COPIED,),
)


@verifies(LABELS)
@pytest.mark.parametrize("length", [1, 15, 16, 31, 32, 33, 61, 62, LONGEST_LABEL])
def test_a_label_of_each_length_is_read(dns: Dns, length: int) -> None:
    assert_read_as_any_name(dns, dns.query(below(dns, b"x" * length), A))


NAMES = section.implied(
    "name-of-255-octets",
    role=SERVER,
    text="Read names of up to 255 octets, the lengths of the labels and the root's octet included.",
    hint="Count one octet for each label beside its own, and one for the root, and compare the sum with 255.",
    rests_on=(LABELS,),
)


@verifies(NAMES)
@pytest.mark.parametrize("width", [1, 2, 15, LONGEST_LABEL], ids=lambda width: f"labels-of-{width}")
@pytest.mark.parametrize("length", [127, 128, 129, 191, 192, 193, 253, 254, LONGEST_NAME])
def test_a_name_of_each_length_is_read(dns: Dns, length: int, width: int) -> None:
    assert_read_as_any_name(dns, dns.query(padded(below(dns), length, width), A))
