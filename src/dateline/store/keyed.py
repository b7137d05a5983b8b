"""Candidates by key: what shares a word with a report, from an index, and never more of one word than a fixed number.

A key that many share tells little (a sentence that an outlet prints under every report, a town on the worst day of a war).
Of such a key the first ``most`` in the order of ids are taken, which is the order of a hash: a fixed sample, whoever came
first. So what a look-up reads is bounded by the number of keys asked for, whatever the size of the record.

Keys of a report's text stand in buckets of ten days of publication, as copies come within days: a look-up reads the buckets
around a day and that of reports without one. A report without a day is looked for in every bucket: as many as the record
has periods of ten days, not as many as it has reports. New keys stand together in the index, too, and are written together.

Keys of claims name the day told of; those that name none (``*|…``: a place with a number, a person) would be met again and
again as years go by. They stand in buckets of thirty days of publication beside, and are looked for in those around; only a
report without a day is looked for under the bare key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Integer, String, and_, bindparam, cast, func, select, true

from dateline.errors import StoreError
from dateline.store import tables as t

__all__ = [
    "BEHIND_ALL",
    "MOST_PER_KEY",
    "MOST_REPORTS_PER_KEY",
    "around",
    "bucket_before",
    "bucket_of",
    "claims_by_keys",
    "in_bucket",
    "listed",
    "undated_looked_up",
    "undated_stored",
    "reports_by_keys",
]

#: Claims read of one key, and reports read of one key in one bucket.
MOST_PER_KEY = 200
MOST_REPORTS_PER_KEY = 60
BEHIND_ALL = "z"  # behind every id of hexadecimal digits, in every collation
_DAYS = 10
_DAYS_OF_UNDATED = 30
_UNDATED = "*|"
_FOR_EVER = (
    "*|p:",
    "*|g:",
)  # a person's name, words that a report is about: rare, and met again at a trial years later


def bucket_of(day: date | None, width: int = _DAYS) -> str:
    """The bucket of a day of publication: ten days each, counted from year 1; "000000" for a report without a day."""
    return f"{0 if day is None else day.toordinal() // width:06d}"


def around(day: date, width: int = _DAYS) -> list[str]:
    """The buckets in which copies of a report of that day stand: at most ten days away, or without a day."""
    own = day.toordinal() // width
    return [bucket_of(None), *(f"{n:06d}" for n in (own - 1, own, own + 1))]


def in_bucket(bucket: str, keys: Iterable[str]) -> list[str]:
    """Keys of a text as they stand in a bucket, each once."""
    return [f"{bucket}/{key}" for key in dict.fromkeys(keys)]


def undated_stored(keys: Iterable[str], published: date | None) -> list[str]:
    """Keys of a claim as they are kept: those that name no day in their bucket too."""
    bucket = bucket_of(published, _DAYS_OF_UNDATED)
    out = []
    for key in dict.fromkeys(keys):
        out.append(key)
        if key.startswith(_UNDATED):
            out.append(f"*{bucket}|{key.removeprefix(_UNDATED)}")
    return out


def undated_looked_up(keys: Iterable[str], published: date | None) -> list[str]:
    """Keys of a claim as they are looked up: those that name no day in the buckets around, names of people in all."""
    wanted = dict.fromkeys(keys)
    if published is None:
        return list(wanted)
    buckets = around(published, _DAYS_OF_UNDATED)
    out = []
    for key in wanted:
        if key.startswith(_UNDATED):
            out += [f"*{bucket}|{key.removeprefix(_UNDATED)}" for bucket in buckets]
            if key.startswith(_FOR_EVER):
                out.append(key)
        else:
            out.append(key)
    return out


def listed(dialect: str, values: Sequence[str]) -> Any:
    """The value of the parameter ``keys`` of the statements below."""
    return list(values) if dialect == "postgresql" else json.dumps(list(values))


@cache
def claims_by_keys(dialect: str) -> Any:
    """``claim_id, report_id, n`` of the claims that share most of ``keys``; parameters keys (:func:`listed`), most, many."""
    return _by_keys(dialect, t.claim_keys, ("claim_id", "report_id"))


@cache
def reports_by_keys(dialect: str) -> Any:
    """``report_id, n`` of the reports that share most of ``keys``; parameters as above."""
    return _by_keys(dialect, t.report_keys, ("report_id",))


def _by_keys(dialect: str, table: Any, columns: tuple[str, ...]) -> Any:
    """``columns``, of which the first is the second part of the table's primary key behind ``key``, and how many keys met.

    One statement for any number of keys: they are handed over as one list, and of each at most so many rows are read.
    """
    most, n = bindparam("most", type_=Integer), func.count().label("n")
    inner = table.alias("inner_keys")
    if dialect == "postgresql":
        handed = cast(bindparam("keys", type_=ARRAY(String)), ARRAY(String))
        keys = func.unnest(handed).table_valued("value", name="asked").render_derived()
        found = (
            select(*(inner.c[name] for name in columns))
            .where(inner.c.key == keys.c.value)
            .order_by(inner.c[columns[0]])
            .limit(most)
            .lateral("found")
        )
        rows, source = found.c, keys.join(found, true())
    elif dialect == "sqlite":
        keys = func.json_each(bindparam("keys", type_=String)).table_valued("value", name="asked")
        first_left_out = (
            select(inner.c[columns[0]])
            .where(inner.c.key == keys.c.value)
            .order_by(inner.c[columns[0]])
            .limit(1)
            .offset(most)
            .correlate(keys)
            .scalar_subquery()
        )
        within = table.c[columns[0]] < func.coalesce(first_left_out, BEHIND_ALL)
        rows, source = table.c, keys.join(table, and_(table.c.key == keys.c.value, within))
    else:
        raise StoreError(f"a record is kept in SQLite or PostgreSQL; got {dialect}")
    wanted = [rows[name] for name in columns]
    return (
        select(*wanted, n)
        .select_from(source)
        .group_by(*wanted)
        .order_by(n.desc(), *wanted)
        .limit(bindparam("many", type_=Integer))
    )


@cache
def bucket_before() -> Any:
    """The last key of a text before the parameter ``bucket``: one step of going through the buckets that there are."""
    key = t.report_keys.c.key
    return select(key).where(key < bindparam("bucket", type_=String)).order_by(key.desc()).limit(1)
