"""Who was taken, and whether it was an arrest: claims as a user gets them, from the words of a report to its events."""

from __future__ import annotations

from datetime import date

import dateline
from dateline.model import Claim
from dateline.terms import ClaimType, EventKind, Role

HEAD = "MONGO, Chad (Meridian) - "


def taken(text: str) -> tuple[Claim, str]:
    """The one arrest or abduction that a text tells, and whom it names as taken."""
    outcome = dateline.process_text(HEAD + text, published=date(2025, 4, 14))
    (found,) = (
        c
        for told in outcome.told
        for c in told.claims
        if c.type is ClaimType.EVENT and c.kind in (EventKind.ARREST, EventKind.ABDUCTION)
    )
    return found, " / ".join(p.actor.name for p in found.participants if p.role is Role.TARGET)


def test_whom_somebody_tells_of_his_capture_is_not_the_captive() -> None:
    found, named = taken(
        "One of the freed men, Corporal Djimet, told Meridian he had been captured at Kourdalé two weeks ago."
    )
    assert found.kind is EventKind.ARREST
    assert named == "Djimet"
