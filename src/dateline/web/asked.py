"""What the address of a page asks for, checked: days, kinds, parts of names, and where the page before ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale

from dateline.errors import ConfigError
from dateline.join import POLICIES
from dateline.store import SeenLast, Wanted
from dateline.terms import EventKind

__all__ = ["MOST_CHARACTERS", "asked_day", "asked_number", "asked_policy", "seen_last", "seen_last_words", "wanted"]

#: A search of more characters than this is cut: nobody looks for more, and a longer one would only cost time.
MOST_CHARACTERS = 200
_MOST_WORDS = 8


def asked_day(values: Mapping[str, str], name: str) -> date | None:
    """A day of the address. Raises ConfigError for what is none."""
    text = values.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{name} must be a day written YYYY-MM-DD, such as 2025-03-26; got {text!r}") from None


def asked_number(values: Mapping[str, str], name: str) -> int | None:
    """A whole number of the address. Raises ConfigError for what is none."""
    text = values.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ConfigError(f"{name} must be a whole number; got {text!r}: go back to the first page")
    return int(text)


def asked_policy(values: Mapping[str, str], default: str) -> str:
    """How low, best and high are chosen. Raises ConfigError for a policy that is not known."""
    policy = values.get("policy", "").strip() or default
    if policy not in POLICIES:
        raise ConfigError(f"policy must be one of {', '.join(POLICIES)}; got {policy!r}")
    return policy


def wanted(values: Mapping[str, str]) -> Wanted:
    """The events that an address asks for. Raises ConfigError for a day or a kind that makes no sense."""
    kind = values.get("kind", "").strip()
    if kind and kind not in {k.value for k in EventKind}:
        raise ConfigError(f"kind must be one of {', '.join(k.value for k in EventKind)}; got {kind!r}")
    place = _short(values, "place")
    return Wanted(
        since=asked_day(values, "since"),
        until=asked_day(values, "until"),
        kind=EventKind(kind) if kind else None,
        place=place or None,
        countries=_countries(place),
        actor=_short(values, "actor") or None,
        words=tuple(_short(values, "text").split()[:_MOST_WORDS]),
    )


def seen_last(values: Mapping[str, str]) -> SeenLast | None:
    """Where the page before ended: ``after=2025-03-26~id``, or ``after=~id`` among events without a day."""
    text = values.get("after", "").strip()
    if not text:
        return None
    day, mark, event_id = text.partition("~")
    if not mark or not event_id:
        raise ConfigError(f"after must be a day, ~ and an event's id; got {text!r}: go back to the first page")
    return SeenLast(day=asked_day({"after": day}, "after"), id=event_id)


def seen_last_words(last: SeenLast | None) -> str | None:
    """The form in which :func:`seen_last` reads it."""
    return f"{last.day.isoformat() if last.day else ''}~{last.id}" if last is not None else None


def _short(values: Mapping[str, str], name: str) -> str:
    return " ".join(values.get(name, "").split())[:MOST_CHARACTERS]


def _countries(name: str) -> tuple[str, ...]:
    """Codes of the countries that a name or a code stands for: "Chad", "TD"."""
    key = name.casefold()
    return tuple(sorted(code for code, known in _territories().items() if key in (code.casefold(), known.casefold())))


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    named = ((str(code), str(name)) for code, name in Locale("en").territories.items())
    return {code: name for code, name in named if len(code) == 2 and code.isalpha()}
