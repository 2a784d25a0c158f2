"""The processes that belong to a launched target; psutil knows them on every system."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil


def members(leader: psutil.Process) -> list[psutil.Process]:
    """The other processes of the group that ``leader`` leads; its children where the system has no groups."""
    import psutil

    if not hasattr(os, "getpgid"):
        return list(leader.children(recursive=True))
    found = []
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError, psutil.Error):  # it has ended, or is not ours
            if pid != leader.pid and os.getpgid(pid) == leader.pid:
                found.append(psutil.Process(pid))
    return found


def end_group(pid: int, *, forcefully: bool) -> None:
    """Ask the process group that ``pid`` leads to end, or kill it; its processes may have ended before."""
    number = signal.SIGKILL if forcefully and hasattr(signal, "SIGKILL") else signal.SIGTERM
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)
    else:
        _end_family(pid, forcefully)


def is_group_alive(pid: int) -> bool:
    """Whether a process is left of the group that ``pid`` leads; where there are no groups, whether ``pid`` runs."""
    if not hasattr(os, "killpg"):
        import psutil

        return bool(psutil.pid_exists(pid))
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS: its processes have ended and wait for their parent; elsewhere it is another user's
        return False
    return True


def has_ended(pid: int) -> bool:
    """Whether a process has ended, even if its parent has not looked yet."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def _end_family(pid: int, forcefully: bool) -> None:
    """End a process and its children one by one."""
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        leader = psutil.Process(pid)
        for process in [*leader.children(recursive=True), leader]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill() if forcefully else process.terminate()
