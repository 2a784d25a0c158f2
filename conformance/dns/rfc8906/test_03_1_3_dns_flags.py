"""RFC 8906 section 3.1.3  DNS Flags"""

from __future__ import annotations

from itertools import combinations

import pytest

from conformance.dns.codes import AA, AD, CD, FLAGS, RA, TC, A, Z
from conformance.dns.peer import Dns
from conformance.dns.rfc8906 import RFC8906
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8906.section("3.1.3", "DNS Flags")

OTHERS = (AA, TC, RA, Z, AD, CD)  # flags that a plain query leaves clear
PAIRS = [first | second for first, second in combinations(OTHERS, 2)]


def shown(flags: int) -> str:
    """The names of the flags."""
    return "-".join(name for flag, name in FLAGS.items() if flags & flag)


FLAGS_ANSWERED = section.should(
    "flags-answered",
    role=SERVER,
    text="Answer a query whatever flags are set in it, be it by FORMERR.",
    hint="Look at QR and the opcode only to decide whether a message is a query; ignore the flags that you do not use.",
)


@verifies(FLAGS_ANSWERED)
@pytest.mark.parametrize("flags", [*OTHERS, *PAIRS, sum(OTHERS)], ids=shown)
def test_a_query_with_flags_is_answered(dns: Dns, flags: int) -> None:
    assert dns.ask(type=A, flags=flags)


@verifies(FLAGS_ANSWERED)
@pytest.mark.parametrize("flags", OTHERS, ids=shown)
def test_a_query_with_a_flag_over_tcp_is_answered(dns: Dns, flags: int) -> None:
    assert dns.stream().ask(type=A, flags=flags)
