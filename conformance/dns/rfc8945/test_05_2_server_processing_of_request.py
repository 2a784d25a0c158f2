"""RFC 8945 section 5.2  Server Processing of Request"""

from __future__ import annotations

import pytest

from conformance.dns.codes import FORMERR
from conformance.dns.peer import Dns
from conformance.dns.rfc8945 import RFC8945
from conformance.dns.signed import other_record, require_tsig, signed_query, tsig
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8945.section("5.2", "Server Processing of Request")

LAST = section.must(
    "tsig-last",
    role=SERVER,
    text="Answer FORMERR to a message whose TSIG record is not the last one, or that has several.",
    hint="Look for type 250 in all records; only the last of the additional section may have it.",
)


@verifies(LAST)
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("is_opt", [True, False], ids=["OPT", "A"])
def test_a_tsig_record_before_others_is_refused(dns: Dns, count: int, is_opt: bool) -> None:
    require_tsig(dns)
    others = [Edns().octets if is_opt else other_record(), *[other_record()] * (count - 1)]
    assert dns.put(signed_query(dns, behind=tuple(others))).rcode == FORMERR


@verifies(LAST)
@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("key", ["key-that-nobody-has.invalid", "another-key.invalid"])
def test_several_tsig_records_are_refused(dns: Dns, count: int, key: str) -> None:
    require_tsig(dns)
    assert dns.put(signed_query(dns, before=(tsig(1, key),) * (count - 1))).rcode == FORMERR
