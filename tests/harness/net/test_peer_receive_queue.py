"""What of the octets sent the target has not read yet."""

from __future__ import annotations

import socket

import pytest

from conformance.harness.net.peer_receive_queue import PeerReceiveQueue


def test_what_a_target_has_not_read_is_known() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as ours:
        unread, (theirs, _) = PeerReceiveQueue(ours), listener.accept()
        if unread.octets() is None:
            pytest.skip("this kernel does not tell")
        ours.sendall(b"hello")
        counts = [unread.octets(), len(theirs.recv(2)), unread.octets(), len(theirs.recv(9)), unread.octets()]
        theirs.close()
        unread.close()
    assert counts == [5, 2, 3, 3, 0]


def test_of_a_connection_that_has_ended_nothing_is_known() -> None:
    ours = socket.socket()
    unread = PeerReceiveQueue(ours)
    assert unread.octets() is None
    unread.close()
    ours.close()
