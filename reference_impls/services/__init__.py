"""Servers and clients of the small services of RFC 862 to 868, over TCP and over UDP."""

from __future__ import annotations

from reference_impls.services.chargen import ChargenOverTcp, ChargenOverUdp
from reference_impls.services.datagram_clients import (
    ChargenClientOverUdp,
    DatagramClient,
    DaytimeClientOverUdp,
    DiscardClientOverUdp,
    EchoClientOverUdp,
    QuoteClientOverUdp,
    TimeClientOverUdp,
)
from reference_impls.services.daytime import DaytimeOverTcp, DaytimeOverUdp
from reference_impls.services.discard import DiscardOverTcp, DiscardOverUdp
from reference_impls.services.echo import EchoOverTcp, EchoOverUdp
from reference_impls.services.quote import QuoteOverTcp, QuoteOverUdp
from reference_impls.services.service import DatagramService, StreamService
from reference_impls.services.stream_clients import (
    ChargenClientOverTcp,
    DaytimeClientOverTcp,
    DiscardClientOverTcp,
    EchoClientOverTcp,
    QuoteClientOverTcp,
    StreamClient,
    TimeClientOverTcp,
)
from reference_impls.services.time_protocol import TimeOverTcp, TimeOverUdp

OVER_TCP: dict[str, type[StreamService]] = {
    "echo": EchoOverTcp,
    "discard": DiscardOverTcp,
    "chargen": ChargenOverTcp,
    "qotd": QuoteOverTcp,
    "daytime": DaytimeOverTcp,
    "time": TimeOverTcp,
}
OVER_UDP: dict[str, type[DatagramService]] = {
    "echo": EchoOverUdp,
    "discard": DiscardOverUdp,
    "chargen": ChargenOverUdp,
    "qotd": QuoteOverUdp,
    "daytime": DaytimeOverUdp,
    "time": TimeOverUdp,
}
CLIENTS_OVER_TCP: dict[str, type[StreamClient]] = {
    "echo": EchoClientOverTcp,
    "discard": DiscardClientOverTcp,
    "chargen": ChargenClientOverTcp,
    "qotd": QuoteClientOverTcp,
    "daytime": DaytimeClientOverTcp,
    "time": TimeClientOverTcp,
}
CLIENTS_OVER_UDP: dict[str, type[DatagramClient]] = {
    "echo": EchoClientOverUdp,
    "discard": DiscardClientOverUdp,
    "chargen": ChargenClientOverUdp,
    "qotd": QuoteClientOverUdp,
    "daytime": DaytimeClientOverUdp,
    "time": TimeClientOverUdp,
}
PORTS = {"echo": 7, "discard": 9, "daytime": 13, "qotd": 17, "chargen": 19, "time": 37}
"""The ports that are assigned to the services, over TCP and over UDP."""
