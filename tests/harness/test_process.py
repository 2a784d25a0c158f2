"""Effects on the whole process end where they should."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import warnings

import pytest

from conformance.harness import process


def test_collection_is_as_before_when_the_block_has_ended() -> None:
    before = gc.get_threshold()
    with process.collecting_garbage_less_often():
        assert gc.get_threshold() == process.SELDOM
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_what_lives_is_hidden_from_the_collector() -> None:
    try:
        process.hide_from_gc()
        first = gc.get_freeze_count()
        kept = [[] for _ in range(1000)]  # type: list[list[int]]
        process.hide_more_from_gc()
        assert gc.get_freeze_count() >= first + len(kept)
    finally:
        gc.unfreeze()


def test_a_few_threads_are_always_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 8 <= process.thread_limit() <= process.THREADS
    monkeypatch.setattr(process, "_file_limit", lambda wanted: 64)
    assert process.thread_limit() == 8


@pytest.mark.parametrize("name", [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)])
def test_a_signal_ends_the_run_like_ctrl_c_and_is_restored(name: str) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with process.ended_by_signals(), pytest.raises(KeyboardInterrupt, match=name):
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_interrupts_are_ignored_for_a_clean_up_only() -> None:
    before = signal.getsignal(signal.SIGINT)
    with process.ignoring_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_output_into_a_closed_pipe_ends_the_process() -> None:
    before = signal.getsignal(signal.SIGPIPE)
    try:
        process.end_quietly_in_a_pipe()
        assert signal.getsignal(signal.SIGPIPE) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGPIPE, before)


def test_a_clean_up_at_exit_can_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[object] = []
    monkeypatch.setattr(atexit, "register", known.append)
    monkeypatch.setattr(atexit, "unregister", known.remove)
    process.call_at_exit(print)
    assert known == [print]
    process.do_not_call_at_exit(print)
    assert known == []


def test_a_warning_is_let_pass() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        process.let_pass_warning("of no consequence")
        warnings.warn("of no consequence, indeed", stacklevel=1)
        warnings.warn("of some consequence", stacklevel=1)
    assert [str(one.message) for one in heard] == ["of some consequence"]


def test_hypothesis_has_no_folder() -> None:
    from hypothesis.configuration import storage_directory

    process.have_hypothesis_keep_nothing()
    assert str(storage_directory("examples").path).startswith(os.devnull)
