"""RFC 1035 section 4.1.4  Message compression"""

from __future__ import annotations

from collections.abc import Iterable

from conformance.dns.exchange import Exchange
from conformance.dns.lint.readable import is_readable
from conformance.dns.lint.replies import Replies
from conformance.dns.message import Message, Name
from conformance.dns.reader import HEADER, POINTER
from conformance.dns.rfc1035 import RFC1035
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("4.1.4", "Message compression")

POINTERS = section.implied(
    "pointers-to-earlier-names",
    role=SERVER,
    text="Let a pointer lead to an earlier place of the message, where a name or the rest of one begins.",
    hint="Remember for each name that you write the place of each of its labels, counted from the first octet of the "
    "message, and point to these places only, as far as they are below 0x4000.",
)


@verifies(POINTERS)
def test_every_pointer_leads_to_an_earlier_name(replies: Replies) -> None:
    replies.each(_has_a_bad_pointer, where=lambda one: is_readable(one) and _has_a_pointer(one.reply))


def _has_a_pointer(message: Message) -> bool:
    return any(name.pointers for name in names_in(message))


def names_in(message: Message) -> Iterable[Name]:
    """Every name of the message that can be read: of questions, of records, and in the data of known types."""
    yield from (question.name for question in message.questions)
    for record in message.records:
        yield from (record.name, *record.names)


def _has_a_bad_pointer(exchange: Exchange) -> str | None:
    reply = exchange.reply
    begins = {place for name in names_in(reply) for place in _places(reply, name)}
    unread = [range(one.data_at, one.data_at + len(one.data)) for one in reply.records if not one.names]
    for name in names_in(reply):
        for at, place in name.pointers:
            is_name = place in begins or any(place in data for data in unread)
            if not (HEADER <= place < at and is_name):
                return f"the pointer at octet {at} leads to octet {place}, which begins no earlier name"
    return None


def _places(reply: Message, name: Name) -> Iterable[int]:
    """Where the labels of a name begin that stand here, and where its pointer or its end is."""
    at = name.at
    while at < len(reply.octets):
        yield at
        length = reply.octets[at]
        if length == 0 or length >= POINTER:
            return
        at += 1 + length
