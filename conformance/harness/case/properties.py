"""Properties: cases that hold for every example that a function draws from a grammar.

This is the only module that knows hypothesis, which is imported when the first property runs. The examples must be the
same in every run. Hypothesis mixes constants of the imported modules into ``binary()``, texts and large numbers, so
everything here is made of numbers below 100.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import random
import threading
import unittest
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from conformance.harness.net.clock import Clock
from conformance.harness.process import have_hypothesis_keep_nothing, hide_more_from_gc, let_pass_warning
from conformance.model import TargetGone

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from conformance.harness.case.attempt import Attempt

BATCH = 5  # examples that are drawn at once, because each draw of hypothesis has a fixed cost

F = TypeVar("F", bound=Callable[..., None])
T = TypeVar("T")
Tried = tuple["Attempt", BaseException | None]
_importing = threading.Lock()


@dataclass(frozen=True)
class Search:
    """How many examples of each property are tried, and which ones.

    ``shrinking``: how many seconds may be spent on making an example that fails smaller.
    """

    examples: int = 30
    seed: int = 0
    shrinking: float = 3.0


USUAL = Search()


class Draw:
    """Makes the choices that an example consists of. A failing example shrinks to first options and least numbers."""

    def __init__(self, draw: Callable[[SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def number(self, least: int, most: int) -> int:
        """A number from ``least`` to ``most``, which must be below 100."""
        chosen: int = self._draw(_numbers(least, most))
        return chosen

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options, fewer than 100."""
        return options[self.number(0, len(options) - 1)]

    def octets(self, alphabet: bytes, least: int, most: int) -> bytes:
        """From ``least`` to ``most`` octets of an alphabet of fewer than 100."""
        places = self._draw(_places(len(alphabet), self.number(least, most)))
        return bytes(alphabet[place] for place in places)

    def some(self, make: Callable[[Draw], T], least: int, most: int) -> list[T]:
        """From ``least`` to ``most`` of what ``make``, a function of a module, draws."""
        made: list[T] = self._draw(_many(make, least, most))
        return made


@functools.cache
def _numbers(least: int, most: int) -> SearchStrategy[int]:
    from hypothesis import strategies

    assert most < 100, "greater numbers would not be the same in every run"
    return strategies.integers(least, most)


@functools.cache
def _places(count: int, size: int) -> SearchStrategy[list[int]]:
    from hypothesis import strategies

    return strategies.lists(_numbers(0, count - 1), min_size=size, max_size=size)


@functools.cache
def _many(make: Callable[[Draw], T], least: int, most: int) -> SearchStrategy[list[T]]:
    from hypothesis import strategies

    return strategies.lists(_strategy(make), min_size=least, max_size=most)


@functools.cache
def _strategy(make: Callable[[Draw], T]) -> SearchStrategy[T]:
    from hypothesis import strategies

    return strategies.composite(lambda draw: make(Draw(draw)))()


@dataclass
class Examples:
    """What ``@examples`` and ``@example`` say of a case: how its last argument is drawn, and what is tried first."""

    name: str
    make: Callable[[Draw], Any]
    first: list[Any] = field(default_factory=list)


def examples(make: Callable[[Draw], object]) -> Callable[[F], F]:
    """Make a case a property: its last argument is drawn by ``make``, once for each example.

    Each example is an attempt of its own. The one that fails is made smaller, and the smallest is reported.
    """

    def bind(function: F) -> F:
        signature = inspect.signature(function)
        *others, last = signature.parameters.values()
        function.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        function.examples = Examples(last.name, make)  # type: ignore[attr-defined]
        return function

    return bind


def example(value: object) -> Callable[[F], F]:
    """Try this value before any that is drawn; stands above ``@examples``."""

    def bind(function: F) -> F:
        examples_of(function).first.insert(0, value)  # type: ignore[union-attr]
        return function

    return bind


def examples_of(function: Callable[..., None]) -> Examples | None:
    """What makes a case a property, if it is one."""
    found: Examples | None = getattr(function, "examples", None)
    return found


def judge(
    function: Callable[..., None], once: Callable[[Callable[..., None]], Tried], search: Search, clock: Clock
) -> Tried:
    """Try examples until one fails; return the attempt at the smallest that fails, or at the last, and what it raised.

    ``once`` makes an attempt. The search ends at the first silence, since waiting for each would take hours, and at
    everything else that is neither a failure nor a success. Where hypothesis itself fails, the verdict is a fault.
    """
    drawn = examples_of(function)
    assert drawn is not None
    tried = _TriedValues(function, drawn.name, once, search, len(drawn.first), clock)
    try:
        if not any(map(tried.fails, drawn.first)):
            _search(drawn.make, tried.fails, search)
    except _Decided:
        pass
    except Exception as error:  # no attempt raises here
        if not tried.failed:
            return once(functools.partial(_give_up, error))
    return tried.reported()


def _give_up(error: Exception, **_: object) -> None:
    raise RuntimeError(f"hypothesis failed: {error!r}") from error


class _Decided(unittest.SkipTest):
    """Ends a search at once; hypothesis lets only this class of exceptions pass."""


class _TriedValues:
    """The values of a property that were tried, each once, although hypothesis asks for some several times."""

    def __init__(
        self,
        function: Callable[..., None],
        name: str,
        once: Callable[[Callable[..., None]], Tried],
        search: Search,
        given: int,
        clock: Clock,
    ) -> None:
        self._function, self._name, self._once, self._clock = function, name, once, clock
        self._most, self._shrinking = given + search.examples, search.shrinking
        self._passed, self._until = set[str](), float("inf")
        self.failed: dict[str, Tried] = {}
        self._last: Tried | None = None

    def fails(self, value: object) -> bool:
        key = repr(value)
        if key in self.failed or key in self._passed:
            return key in self.failed
        if self._clock.now() >= self._until or (len(self._passed) == self._most and not self.failed):
            raise _Decided("no further example is needed")
        attempt, raised = self._once(functools.partial(self._function, **{self._name: value}))
        attempt.drawn = {self._name: value}
        if isinstance(raised, TargetGone) and not attempt.connections and self._last:
            attempt, _ = self._last  # the target died of the example before this one
        self._last = attempt, raised
        if isinstance(raised, AssertionError):
            self._until = min(self._until, self._clock.now() + self._shrinking)
            self.failed[key] = self._last
        else:
            self._passed.add(key)
        if attempt.silent or not (raised is None or key in self.failed):
            raise _Decided("no further example is needed")
        return key in self.failed

    def reported(self) -> Tried:
        """Return the shortest example that failed, or else the last that was tried."""
        if self.failed:
            return self.failed[min(self.failed, key=lambda key: (len(key), key))]
        assert self._last is not None, "one example at least is tried"
        return self._last


def _search(make: Callable[[Draw], Any], fails: Callable[[Any], bool], search: Search) -> None:
    """Try drawn examples until one fails, and then smaller ones; ``fails`` records what it saw."""
    with _importing:  # one thread imports, the others wait for it in any case
        from hypothesis import Phase, Verbosity, find, settings, strategies
        from hypothesis.errors import NoSuchExample

        have_hypothesis_keep_nothing()
    # raised when garbage is collected in another thread, and harmless; as an error it would end the search
    let_pass_warning("It looks like `register_random`")
    hide_more_from_gc()  # hypothesis collects garbage once in each thread, slow where there are many objects
    how = settings(
        max_examples=1 + -(-search.examples // BATCH),  # the examples of the first batch are all the same
        database=None,
        deadline=None,
        derandomize=False,  # the seed decides
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
    )
    batches = strategies.lists(_strategy(make), min_size=BATCH, max_size=BATCH)

    def one_fails(batch: list[Any]) -> bool:  # hypothesis would parse the source of a lambda, in this thread
        return any(map(fails, batch))

    with contextlib.suppress(NoSuchExample):
        find(batches, one_fails, settings=how, random=random.Random(search.seed))
