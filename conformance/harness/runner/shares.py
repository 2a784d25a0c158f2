"""Which worker of pytest-xdist judges which row: a fixed share, so that each can run its share ahead."""

from __future__ import annotations

from xdist.scheduler import EachScheduling


class Shares(EachScheduling):  # type: ignore[misc]  # xdist is looked at untyped
    """Gives every ``numnodes``-th item to each worker; xdist's schedulers are not public API, hence the test."""

    def schedule(self) -> None:
        for node, pending in self.node2pending.items():
            if node in self._started:
                continue
            if not pending:
                pending[:] = share(range(len(self.node2collection[node])), node.gateway.id, self.numnodes)
            if pending:
                node.send_runtest_some(pending)
            node.shutdown()
            self._started.append(node)


def share(indices: range, worker: str, workers: int) -> range:
    """The indices of the items that ``worker`` (``gw0``, ``gw1``, ...) runs."""
    number = int(worker.removeprefix("gw"))
    return indices[number::workers] if number < workers else indices[:0]
