"""Messages in words, for evidence: bounded, and everything escaped."""

from __future__ import annotations

from conformance.dns.bounds import SHOWN_RECORDS
from conformance.dns.codes import CLASSES, FLAGS, OPCODES, OPT, RCODES, TYPES, A, called
from conformance.dns.message import SECTIONS, Message, Question, Record
from conformance.dns.names import text_of
from conformance.harness.net.stream import SILENCE
from conformance.text import clip, show

LONGEST = 600  # characters


def described(message: Message, *, places: bool = False) -> str:
    """The message in one line; with ``places``, it says at which octet each part begins, for who reads a hexdump."""
    if not message:
        return SILENCE
    if not message.has_header:
        return f"a message of {len(message.octets)} octets, which has no whole header"
    flags = [name for bit, name in FLAGS.items() if message.has(bit)]
    head = [f"id {message.id}", called(message.opcode, OPCODES, "opcode "), called(message.rcode, RCODES, "RCODE ")]
    parts = [" ".join([*head, *flags])]
    parts += [_placed(_question(one), one.name.at, places) for one in message.questions[:SHOWN_RECORDS]]
    parts += [_placed(_record(record), record.at, places) for record in message.records[:SHOWN_RECORDS]]
    hidden = len(message.records) - SHOWN_RECORDS
    parts += [f"{hidden} more records"] if hidden > 0 else []
    parts += [message.trouble] if message.trouble else []
    return clip("; ".join(parts), LONGEST)


def _placed(text: str, at: int, places: bool) -> str:
    return f"[{at}] {text}" if places else text


def marked(octets: bytes, field: slice) -> str:
    """A field of a message, for its evidence: which octets it has."""
    begin, end, _ = field.indices(len(octets))
    return f"octets {begin} to {end - 1} are {octets[begin:end].hex(' ')}"


def _question(question: Question) -> str:
    return f"question {text_of(question.name.labels)} {_kind(question)}"


def _kind(one: Question | Record) -> str:
    return f"{called(one.klass, CLASSES, 'CLASS')} {called(one.type, TYPES, 'TYPE')}"


def _record(record: Record) -> str:
    if record.type == OPT:
        return f"OPT version {record.ttl >> 16 & 255}, size {record.klass}, {len(record.data)} octets of options"
    where = SECTIONS[record.section]
    return f"{where} {text_of(record.name.labels)} {record.ttl} {_kind(record)} {_data(record)}"


def _data(record: Record) -> str:
    """An address, or the first name in the data; else the octets."""
    if record.type == A and len(record.data) == 4:
        return ".".join(map(str, record.data))
    return text_of(record.names[0].labels) if record.names else show(record.data, 40)
