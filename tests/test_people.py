"""Whom a report names: victims, suspects, those taken; not those who speak."""

from __future__ import annotations

import pytest

from dateline.claims.people import people_among
from dateline.model import Attribution, Claim, Evidence, Speaker
from dateline.terms import ClaimType
from dateline.text import Span


def people(text: str, names: list[str], speakers: tuple[str, ...] = ()) -> set[str]:
    words = Evidence(report_id="r", span=Span(0, 1), quote=text[:1])
    claims = [
        Claim(
            id=name,
            report_id="r",
            type=ClaimType.EVENT,
            evidence=words,
            trigger=words,
            origin="test@1",
            attribution=Attribution(speaker=Speaker(name=name)),
        )
        for name in speakers
    ]
    return set(people_among(text, [(at := text.index(n), at + len(n)) for n in names], claims))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Amina Saleh, 36, died at the scene.", "Amina Saleh", "amina saleh, 36"),
        ("Amina Saleh (36) died at the scene.", "Amina Saleh", "amina saleh, 36"),
        ("A 36-year-old trader, Amina Saleh, died.", "Amina Saleh", "amina saleh, 36"),
        ("The victim was 36-year-old Amina B. Saleh.", "Amina B. Saleh", "amina saleh, 36"),
        ("Amina Saleh Jr., 36, died.", "Amina Saleh Jr.", "amina saleh, 36"),
        ("The funeral of Amina Saleh is on Friday.", "Amina Saleh", "amina saleh"),
        ("Sgt. Amina Saleh, 36, was killed on patrol.", "Amina Saleh", "amina saleh, 36"),
        ("Éloïse Bâ, 9, was found alive.", "Éloïse Bâ", "eloise ba, 9"),
    ],
)
def test_a_name_is_kept_with_its_age(text: str, name: str, expected: str) -> None:
    assert people(text, [name]) == {expected}


def test_who_speaks_or_holds_an_office_is_left_out() -> None:
    text = "Police spokesman Omar Deby said the suspect, Idris Haroun, was held. Gen. Mahamat Nour arrived. Saleh wept."
    assert people(text, ["Omar Deby", "Idris Haroun", "Mahamat Nour", "Saleh"]) == {"idris haroun"}
    assert people("“He ran,” Hawa Abba said.", ["Hawa Abba"], ("Hawa Abba",)) == set()


def test_a_list_of_many_names_is_cut_short() -> None:
    names = [f"Person{chr(97 + n)} Name{chr(97 + n)}" for n in range(26)]
    assert len(people(", ".join(names), names)) == 24


def test_a_police_force_is_nobody() -> None:
    text = "Sukma Police said that Idris Saleh had died."
    assert people(text, ["Sukma Police", "Idris Saleh"]) == {"idris saleh"}
