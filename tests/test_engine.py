"""Running work in this process or in several: the same results in the same order, and no item ends the run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from dateline.engine import run


def square(number: int) -> int:
    time.sleep(0.002 * (number % 3))
    return number * number


def deadly(number: int) -> int:
    if number % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def failing(number: int) -> int:
    if number == 2:
        raise ValueError("two")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(run(range(20), square, workers=workers)) == [n * n for n in range(20)]


def test_only_a_few_items_are_taken_ahead() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = run(items(), square, workers=2)
    assert next(results) == 0
    assert len(taken) <= 10
    results.close()  # type: ignore[attr-defined]


def test_a_dying_worker_costs_its_own_item_alone() -> None:
    found = list(run(range(12), deadly, workers=2, lost=lambda n, why: -n))
    assert found == [0, 1, 2, -3, 4, 5, 6, 7, 8, 9, -10, 11]


def test_without_a_way_to_set_aside_the_loss_is_told() -> None:
    from dateline.engine.local import WorkerLost

    with pytest.raises(WorkerLost, match="3"):
        list(run([3], deadly, workers=2))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_the_work_is_raised_at_its_item(workers: int) -> None:
    results = run(range(5), failing, workers=workers)
    assert next(results) == 0
    assert next(results) == 1
    with pytest.raises(ValueError, match="two"):
        next(results)


def test_workers_must_be_counted() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        list(run([1], square, workers=0))
