"""A stream of items through a function, in order, in this process or in several.

Results come in the order of the items, so that what is recorded does not depend on the number of workers. At most
four items a worker are on their way, so that memory does not grow with the input.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dateline.errors import DatelineError

__all__ = ["WorkerLost", "run"]

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD_PER_WORKER = 4


class WorkerLost(DatelineError):
    """A worker process died (out of memory, or a crash in native code) on an item."""


def run(
    items: Iterable[Item],
    work: Callable[[Item], Result],
    *,
    workers: int = 1,
    lost: Callable[[Item, str], Result] | None = None,
) -> Iterator[Result]:
    """Apply ``work`` to each item and yield the results in the order of the items.

    With ``workers`` above 1 this happens in that many processes: ``work``, items and results must be picklable, and
    what ``work`` needs is best loaded at its first call and kept. Items are taken from ``items`` in this process.

    An exception of ``work`` is raised here, at its item. Where a worker process dies, the items that were on their way
    are tried again one at a time; the one on which it dies again is given to ``lost(item, reason)``, whose result
    takes its place; without ``lost`` WorkerLost is raised. Closing the iterator ends the workers.
    """
    if workers < 1:
        raise ValueError(f"workers must be 1 or more; got {workers}")
    if workers == 1:
        for item in items:
            yield work(item)
        return
    pool = _pool(workers)
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < AHEAD_PER_WORKER * workers:
                try:
                    item = next(source)
                except StopIteration:
                    break
                try:
                    waiting.append((item, pool.submit(work, item)))
                except BrokenProcessPool:
                    waiting.append((item, _broken()))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                result = _alone(item, work, lost)
                pool = _pool(workers)
                waiting = deque((i, f if _done(f) else pool.submit(work, i)) for i, f in waiting)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # "spawn": a forked copy of a process in which the inference runtime has threads can hang.
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("spawn"))


def _done(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _broken() -> Future[Result]:
    future: Future[Result] = Future()
    future.set_exception(BrokenProcessPool("a worker died before"))
    return future


def _alone(item: Item, work: Callable[[Item], Result], lost: Callable[[Item, str], Result] | None) -> Result:
    """One item in a process of its own: the item that ends its worker is found without harm to the others."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, item).result()
        except BrokenProcessPool as error:
            reason = "the worker process died on it (out of memory, or a crash in native code)"
            if lost is None:
                raise WorkerLost(f"{reason}: {item!r}"[:500]) from error
            return lost(item, reason)
