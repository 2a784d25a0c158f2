"""RFC 8914 section 2  Extended DNS Error EDNS0 Option Format"""

from __future__ import annotations

from conformance.dns.codes import EDE
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies
from conformance.dns.rfc8914 import RFC8914
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC8914.section("2", "Extended DNS Error EDNS0 Option Format")

FORM = section.implied(
    "form",
    role=SERVER,
    text="Send extended errors as a code of two octets, and a text in UTF-8 that may be empty.",
    hint="Write struct.pack('!H', code) + text.encode('utf-8') into the option with code 15.",
)


@verifies(FORM)
def test_every_extended_error_has_its_form(replies: Replies) -> None:
    replies.each(_has_another_form, where=lambda exchange: exchange.reply.opt)


def _has_another_form(exchange: Exchange) -> str | None:
    errors = [data for code, data in exchange.reply.options if code == EDE]
    wrong = [data for data in errors if len(data) < 2 or not _is_utf_8(data[2:])]
    return f"an extended error {wrong[0][:20].hex()}" if wrong else None


def _is_utf_8(octets: bytes) -> bool:
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return True
