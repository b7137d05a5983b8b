"""Tables of numbers pasted as text: rows of cells parted by "|"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.clean.blocks import Block

__all__ = ["rows_of_tables"]

_NUMBER: Final = re.compile(r"(?:[~<>≈+-]|about|over)?\s*\d[\d.,\s]*[%+kKmM*]?|[-–—]|n/?a|nil|\.{2,}|…", re.IGNORECASE)
_LEAST_CELLS: Final = 3


def rows_of_tables(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the blocks that are rows of a table: two or more in a row with as many cells, one of them of numbers.

    A row of links ("Home | World | Africa") stands alone, or has no numbers under it.
    """
    found: set[int] = set()
    run: list[int] = []
    width = 0
    for index, block in enumerate([*blocks, None]):
        cells = _cells(block.words) if block is not None else []
        if len(cells) >= _LEAST_CELLS and len(cells) == width:
            run.append(index)
            continue
        if len(run) > 1 and any(_of_numbers(_cells(blocks[i].words)) for i in run):
            found.update(run)
        run, width = ([index], len(cells)) if len(cells) >= _LEAST_CELLS else ([], 0)
    return frozenset(found)


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in words.strip().strip("|").split("|")] if "|" in words else []


def _of_numbers(cells: Sequence[str]) -> bool:
    return sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= len(cells) // 2
