"""Looking names up in the packaged gazetteer, and adding a GeoNames dump: time, memory and size.

``python benchmarks/gazetteer.py [ROWS]``; with ``0`` rows only the look-ups are measured.

The rows are made up (no download): names of two syllables and more, three alternate names each, the columns of GeoNames.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from dateline.resolve.added import add_dump
from dateline.resolve.gazetteer import Gazetteer

SYLLABLES = (
    "ba da fa ga ha ka la ma na ra sa ta wa za be de ke le me ne re se te bi di ki li mi ni ri ou al el sha".split()
)
KINDS = (("P", "PPL"), ("H", "STM"), ("T", "MT"), ("S", "SCH"), ("A", "ADM3"), ("L", "LCTY"))


def write(path: Path, rows: int) -> None:
    """A dump of so many rows."""
    chance = random.Random(7)
    with path.open("w", encoding="utf8") as handle:
        for n in range(1, rows + 1):
            name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))).title()
            others = ",".join(f"{name}{s}" for s in chance.sample(SYLLABLES, 3))
            kind, code = KINDS[chance.randrange(len(KINDS))]
            handle.write(
                f"{n}\t{name}\t{name}\t{others}\t{chance.uniform(-60, 70):.5f}\t{chance.uniform(-179, 179):.5f}\t{kind}\t"
                f"{code}\tSY\t\t"
                f"{chance.randint(1, 14):02d}\t\t\t\t{chance.choice((0, 0, 0, 800, 12000))}\t\t100\tAsia/Damascus\t2024-01-01\n"
            )


def packaged(count: int = 4000) -> None:
    """Look-ups in the packaged gazetteer: names that it has (as frequent as their bearers), slips of them, and made-up ones.

    Processor time of this thread, so that other work of the machine does not count; nor does a collection of the garbage of the
    whole program, which would fall on one look-up or another.
    """
    gazetteer = Gazetteer.open()
    chance = random.Random(9)
    names = gazetteer.sample(count, chance)
    slips = [n[:2] + n[3:] for n in names[: count // 10] if len(n) > 6]
    names += slips + ["".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(count // 10)]
    names += ["San Jose", "Springfield", "Washington", "Santa Maria", "San Francisco", "Victoria"]
    chance.shuffle(names)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for word in ("first", "again"):
        took = []
        gc.collect()
        gc.disable()
        for name in names:
            began = time.thread_time()
            gazetteer.entries(name)
            took.append(1000 * (time.thread_time() - began))
        gc.enable()
        took.sort()
        half, most, last = took[len(took) // 2], took[int(len(took) * 0.99)], took[-1]
        print(f"{len(names)} look-ups, {word}: median {half:.3f} ms, 99 % {most:.3f} ms, slowest {last:.3f} ms")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory {before / 1024:.0f} MB before, {after / 1024:.0f} MB after")
    gazetteer.close()


def main() -> None:
    """Look up; write a dump, add it, look up; print what it took."""
    packaged()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if not rows:
        return
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "ZZ.txt"
        write(dump, rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        added = add_dump(dump, Path(folder) / "cache" / "added", told=print)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{added.places:,} rows in {seconds:.1f} s, {added.size / rows:.0f} bytes a row")
        print(f"peak memory {peak / 1024:.0f} MB (before {before / 1024:.0f} MB)")
        gazetteer = Gazetteer.open(cache=Path(folder) / "cache")
        chance = random.Random(8)
        names = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(2000)]
        began = time.perf_counter()
        found = sum(len(gazetteer.entries(n)) for n in names)
        print(
            f"{(time.perf_counter() - began) / len(names) * 1000:.3f} ms a look-up, {found / len(names):.1f} places each"
        )


if __name__ == "__main__":
    main()
