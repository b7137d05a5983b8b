"""Who says so, for the words that a user would ask about: speaker, carry-over, stance, names within a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build import report
from dateline.claims.attribution import Sayings, find_sayings
from dateline.claims.attribution_words import lexicon, verb_forms
from dateline.claims.chains import Chains
from dateline.claims.drafts import SayingDraft
from dateline.claims.stance import stance_of
from dateline.model import Reading
from dateline.reading import Reader, read
from dateline.reading.tokens import tokenize
from dateline.terms import SourceKind, Stance
from dateline.text import Span

CASES = Path(__file__).parent / "cases"


def _cases(*names: str) -> list[Any]:
    found = []
    for name in names:
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf8")):
            found.append(pytest.param(case, id=f"{name}: {case['name']}"))
    return found


def _reading(case: dict[str, Any], reader: Reader) -> Reading:
    source = case.get("source", {"name": "Meridian", "kind": "outlet"})
    return read(report(case["text"], source=source["name"], kind=SourceKind(source["kind"])), reader)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _names(saying: SayingDraft) -> str:
    return f"{saying.speaker.name or ''} / {saying.speaker.organisation or ''}".casefold()


@pytest.mark.parametrize("case", _cases("attribution", "attribution_genres", "attribution_press", "denial", "hedging"))
def test_case(case: dict[str, Any], reader: Reader) -> None:
    reading = _reading(case, reader)
    span = _span(case["text"], case["of"])
    saying = find_sayings(reading, Chains(reading)).for_span(span)
    if case.get("own"):
        assert saying is None, f"{saying and _names(saying)}: {case['why']}"
    for key, said in (
        ("speaker", saying.speaker.name if saying else None),
        ("organisation", saying.speaker.organisation if saying else None),
        ("either", _names(saying) if saying else None),
    ):
        if key in case:
            assert saying is not None, case["why"]
            assert case[key].casefold() in (said or "").casefold(), f"{_names(saying)}: {case['why']}"
    if "not_speaker" in case:
        assert saying is not None and case["not_speaker"].casefold() not in _names(saying), case["why"]
    if "via" in case:
        assert saying is not None and saying.via is not None, case["why"]
        assert case["via"].casefold() in f"{saying.via.name or ''} {saying.via.organisation or ''}".casefold(), case[
            "why"
        ]
    if "carried" in case:
        assert saying is not None and saying.carried is case["carried"], case["why"]
    if "stance" in case:
        assert stance_of(reading.doc, span, saying) is Stance(case["stance"]), case["why"]


@pytest.mark.parametrize("case", _cases("chains"))
def test_a_party_has_one_name_in_a_report(case: dict[str, Any], reader: Reader) -> None:
    reading = _reading(case, reader)
    named = Chains(reading).name(_span(case["text"], case["of"]))
    assert named.casefold() == case["expect"].casefold(), case["why"]


def test_every_entry_of_the_lexicon_shows_what_it_is_and_what_it_is_not() -> None:
    for entry in lexicon().entries:
        assert entry.definition and entry.example and entry.counter, entry.id
        assert entry.example != entry.counter, entry.id


def test_the_example_of_each_verb_uses_one_of_its_forms() -> None:
    for entry in lexicon().entries:
        if entry.part == "verb":
            forms = {form for word in entry.words for form in verb_forms(word.split()[0])}
            said = {word.strip(".,'\"").casefold() for word in entry.example.split()}
            assert forms & said, entry.id


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("deny", "denied"),
        ("say", "said"),
        ("stress", "stresses"),
        ("declare", "declaring"),
        ("give", "gave"),
        ("admit", "admitted"),
    ],
)
def test_inflected_forms_lead_to_their_verb(verb: str, form: str) -> None:
    assert form in verb_forms(verb)


def _by_hand(text: str, **names: str) -> Chains:
    """Chains of a text whose names are marked by hand: ``PERSON="A|B"``."""
    doc = tokenize(text)
    spans = []
    for label, listed in names.items():
        for words in listed.split("|"):
            start = text.index(words)
            found = doc.char_span(start, start + len(words), label=label)
            assert found is not None, words
            spans.append(found)
    doc.ents = spans
    return Chains(Reading(report=report(text), doc=doc, mentions=(), origin="hand@1"))


def test_a_surname_leads_to_name_organisation_and_role() -> None:
    text = "Free Officers spokesman Tarek Aziz came. Aziz spoke."
    chains = _by_hand(text, PERSON="Tarek Aziz", ORG="Free Officers")
    start = text.index("Aziz spoke")
    assert chains.person(Span(start, start + 4)) == ("Tarek Aziz", "Free Officers", "spokesman")


def test_an_acronym_leads_to_the_name_it_stands_for() -> None:
    text = "The Union of Free Officers (UFO) took the town. UFO fighters fled."
    chains = _by_hand(text, ORG="Union of Free Officers")
    assert chains.name(_span(text, "UFO fighters")) == "Union of Free Officers"


def test_a_letter_of_an_acronym_that_does_not_fit_is_no_acronym() -> None:
    text = "The Northern Relief Trust (Geneva) sent ten trucks."
    chains = _by_hand(text, ORG="Northern Relief Trust")
    assert chains.name(_span(text, "Geneva")) == "Geneva"


def test_a_description_that_the_text_equates_is_resolved() -> None:
    text = "The U.S.-backed force known as the Valley Guards advanced. A spokesman for the U.S.-allied group waved."
    chains = _by_hand(text, ORG="Valley Guards")
    assert chains.name(_span(text, "the U.S.-allied group")) == "Valley Guards"


def test_a_plain_description_comes_back_without_article_and_clause(reader: Reader) -> None:
    text = "The unidentified gunmen who wore masks fled on motorcycles."
    reading = read(report(text), reader)
    assert Chains(reading).name(_span(text, "The unidentified gunmen who wore masks")) == "unidentified gunmen"


def test_names_of_a_cable_come_in_ordinary_spelling() -> None:
    text = "FRONT COMMANDER RAUL MENDEZ LEFT. MENDEZ SAID TODAY THAT THE FRONT HELD."
    chains = _by_hand(text, PERSON="RAUL MENDEZ")
    start = text.index("MENDEZ SAID")
    assert chains.name(Span(start, start + 6)) == "Raul Mendez"


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Trader Omar Haddad was shot. Sheriff Lena Haddad came later. Haddad spoke."
    chains = _by_hand(text, PERSON="Omar Haddad|Lena Haddad")
    assert {p.name for p in chains.people} == {"Omar Haddad", "Lena Haddad"}


def test_every_saying_keeps_to_the_text(reader: Reader) -> None:
    text = (
        "Police said three men were shot. “We saw it,” Ana Ruiz said. “It was dark.”\n\n"
        "The paper reported that two fled, citing a guard."
    )
    reading = read(report(text), reader)
    sayings: Sayings = find_sayings(reading, Chains(reading))
    assert sayings.drafts
    for draft in sayings.drafts:
        assert 0 <= draft.content.start < draft.content.end <= len(text)
        assert draft.cue is None or text[draft.cue.start : draft.cue.end].strip()


def test_a_text_without_sayings_has_no_speaker(reader: Reader) -> None:
    for text in ("", "\n\n", "Three men.", "…", '""', "“"):
        reading = read(report(text), reader)
        sayings = find_sayings(reading, Chains(reading))
        assert sayings.for_span(Span(0, min(1, len(text)))) is None
