"""Where: names led to places, alone and together, and the place that a claim is put at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml

from dateline.errors import DataError
from dateline.model import Candidate, Claim, Evidence, Mention, Page, Place, Reading, Report, Source
from dateline.pipeline import Pipeline
from dateline.reading.mentions import find_mentions
from dateline.resolve import gazetteer_index as gazetteer_module
from dateline.resolve.doubt import Believed, told
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.names import article_free, name_key, sound_key
from dateline.resolve.places import StoryPlaces
from dateline.resolve.toponyms import toponyms
from dateline.resolve.weighing import kilometres
from dateline.terms import ClaimType, EventKind, MentionKind, PlacePrecision
from dateline.text import Span, Text

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "places.yml").read_text(encoding="utf8")
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize("case", CASES["lookup"], ids=lambda c: c["name"])
def test_a_name_leads_to_this_place(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup(case["text"])
    if case.get("expect_nothing"):
        assert not found, case["why"]
        return
    best = found[0]
    for key, value in case["expect"].items():
        assert getattr(best, key) == value, f"{case['why']}: {best}"
    assert 0 < best.score <= 1


def _reading(text: str, places: list[str], tags: dict[str, str] | None = None) -> Reading:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    report = Report(
        id="r", source=Source(id="s", name="s"), name="r.txt", path="r.txt", digest="", text=Text.plain(text)
    )
    doc = nlp(text)
    mentions, at = [], 0
    for words in places:
        start = text.index(words, at)
        at = start + len(words)
        known = [m for m in find_mentions(doc, report) if m.kind is MentionKind.PLACE and m.words == words]
        span = Span(start, at)
        label = (tags or {}).get(words, "")
        head = span
        first, _, rest = words.partition(" ")
        if rest and first.islower() and first.endswith("ern"):
            label, head = f"{label} direction", Span(start + len(first) + 1, at)
        plain = Mention(kind=MentionKind.PLACE, span=span, head=head, words=words, label=label.strip())
        mentions.append(replace(known[0], span=span, head=Span(start, start + len(known[0].head))) if known else plain)
    return Reading(report=report, doc=doc, mentions=tuple(mentions), origin="test")


def _claim(reading: Reading, mention: Mention) -> Claim:
    evidence = Evidence.of(reading.report, Span(0, len(reading.doc.text)))
    return Claim(
        id="c",
        report_id="r",
        type=ClaimType.EVENT,
        kind=EventKind.ATTACK,
        evidence=evidence,
        trigger=evidence,
        origin="test",
        place_mentions=(mention,),
    )


@pytest.mark.parametrize("case", CASES["report"], ids=lambda c: c["name"])
def test_names_of_a_report_mean_this_together(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    reading = _reading(case["text"], case["places"], case["expect"].pop("tags", None) if "expect" in case else None)
    places = StoryPlaces(reading, gazetteer)
    mention = next(m for m in reading.mentions if m.words == case["of"])
    meant = places.resolved(mention)
    place = places.place_of(mention)
    if case.get("expect_nothing"):
        assert not meant.clear, case["why"]
        assert place.precision is PlacePrecision.UNRESOLVED
        assert (place.gazetteer_id, place.lat) == (None, None)
        return
    expect = case["expect"]
    assert meant.best is not None
    assert meant.clear, case["why"]
    assert meant.best.country == expect["country"], f"{case['why']}: {meant.best}"
    assert meant.best.kind == expect.get("kind", meant.best.kind), case["why"]
    if "precision" in expect:
        assert place.precision is PlacePrecision(expect["precision"]), f"{case['why']}: {place}"
        assert place.words is not None
        assert place.words.quote == case["of"]
    if "admin1" in expect:
        assert place.admin1 == expect["admin1"]


@pytest.mark.parametrize("case", CASES["spot"], ids=lambda c: c["name"])
def test_every_place_name_of_a_text_is_found(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(case["text"])
    report = Report(
        id="r", source=Source(id="s", name="s"), name="r.txt", path="r.txt", digest="", text=Text.plain(case["text"])
    )
    reading = Reading(report=report, doc=doc, mentions=find_mentions(doc, report), origin="test")
    assert [t.words for t in toponyms(reading, gazetteer)] == case["expect"], case["why"]


def test_a_site_is_named_with_its_town(gazetteer: Gazetteer) -> None:
    reading = _reading(
        "A BOMB EXPLODED IN THE HILTON HOTEL IN CARTAGENA, COLOMBIA.",
        ["HILTON HOTEL", "CARTAGENA", "COLOMBIA"],
        {"HILTON HOTEL": "site"},
    )
    reading = replace(reading, mentions=(replace(reading.mentions[0], label="site"), *reading.mentions[1:]))
    place = StoryPlaces(reading, gazetteer).for_claim(_claim(reading, reading.mentions[0]), Span(0, 10), None)
    assert place is not None
    assert place.name == "Hilton Hotel, Cartagena"
    assert place.country == "CO"


def test_the_camp_is_the_camp_named_last(gazetteer: Gazetteer) -> None:
    text = "Thousands were moved to al-Hol camp in Syria. The U.N. says the camp now holds 67,000 people."
    reading = _reading(text, ["al-Hol camp", "Syria"])
    places = StoryPlaces(reading, gazetteer)
    claim = replace(_claim(reading, reading.mentions[1]), place_mentions=(reading.mentions[1],))
    place = places.for_claim(claim, Span(text.index("the camp"), len(text) - 1), None)
    assert place is not None
    assert place.resolved_name == "al-Hol camp"


def test_kinds_around_names_are_read_off_the_words() -> None:
    text = "Troops near the village of Dorho in Tarso province burned al-Noor Hospital; a camp at Sela was spared."
    reading = _reading(text, [])
    found = {m.words: m.label for m in find_mentions(reading.doc, reading.report) if m.kind is MentionKind.PLACE}
    assert found["Dorho"] == "town near"
    assert found["Tarso province"] == "admin1"
    assert "site" in found["al-Noor Hospital"]
    assert "Islamic State" not in found


def test_islamic_state_is_no_province() -> None:
    reading = _reading("The Islamic State held Minara district.", [])
    found = [m.words for m in find_mentions(reading.doc, reading.report) if m.kind is MentionKind.PLACE]
    assert found == ["Minara district"]


def test_the_dateline_gives_its_places() -> None:
    text = "Shelling in Tarso\n\nMASIN, Tarso (Agency) - Shells fell on Tuesday."
    reading = _reading(text, [])
    report = replace(reading.report, place_of_dateline="MASIN, Tarso")
    found = [(m.words, m.span.start) for m in find_mentions(reading.doc, report) if "dateline" in m.label]
    assert found == [("MASIN", 19), ("Tarso", 26)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Baghouz", "Baghuz"), ("Massasneh", "Masasna"), ("Khan Sheikhoun", "Khan Shaykhun"), ("Sheirat", "Shayrat")],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound_key(name_key(one)) == sound_key(name_key(other))


def test_articles_fall_away() -> None:
    assert article_free(name_key("Deir ez-Zor")) == article_free(name_key("Deir al Zor")) == "deir zor"
    assert article_free("al") == "al"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer of one place, so that an index is built at once."""
    entry = Entry(
        id="test:1",
        name="Masin",
        lat=10.0,
        lon=20.0,
        country="TD",
        admin1=None,
        kind="town",
        population=9000,
        origin="test",
    )
    monkeypatch.setattr(gazetteer_module, "_all_places", lambda: iter([(entry, [("Masin", 0), ("Massine", 1)])]))


@pytest.mark.usefixtures("small")
def test_the_index_is_built_once_and_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", logger="dateline"):
        Gazetteer.open(cache=tmp_path).close()
        assert "building" in caplog.text
        caplog.clear()
        found = Gazetteer.open(cache=tmp_path)
        assert not caplog.records
    assert [c.name for c in found.lookup("Massine")] == ["Masin"]
    assert [p.suffix for p in tmp_path.iterdir()] == [".sqlite"], "no half-written file is left"


@pytest.mark.usefixtures("small")
def test_a_broken_index_is_built_anew(tmp_path: Path) -> None:
    Gazetteer.open(cache=tmp_path).close()
    index = next(tmp_path.iterdir())
    index.write_bytes(b"not a database, but a file that a full disk left behind" * 40)
    assert Gazetteer.open(cache=tmp_path).lookup("Masin")


@pytest.mark.usefixtures("small")
def test_a_build_that_dies_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies() -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(gazetteer_module, "_all_places", dies)
    with pytest.raises(KeyboardInterrupt):
        Gazetteer.open(cache=tmp_path)
    assert not list(tmp_path.iterdir())


HEADER = "name\talternates\tlat\tlon\tcountry\tadmin1\tkind\torigin\n"


@pytest.mark.usefixtures("small")
def test_a_user_s_places_come_on_top(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"{HEADER}Dorho\tal-Dorho|Durho\t12.5\t18.25\tTD\t\tvillage\tour survey\n", encoding="utf8")
    found = Gazetteer.open(cache=tmp_path / "cache", extra=[own]).lookup("Durho")
    assert [(c.name, c.lat, c.kind) for c in found] == [("Dorho", 12.5, "village")]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (f"{HEADER}X\t\tnorth\t1\tTD\t\ttown\to\n", "must be degrees"),
        (f"{HEADER}X\t\t99\t1\tTD\t\ttown\to\n", "no point on the earth"),
        (f"{HEADER}X\t\t9\t1\tTD\t\tplanet\to\n", "no kind of place"),
        (f"{HEADER}X\t\t9\n", "number of fields"),
        ("name\tlat\tlon\nX\t1\t2\n", "must have the columns"),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_mistake_in_a_file_is_told(text: str, tells: str, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=tells) as error:
        Gazetteer.open(cache=tmp_path / "cache", extra=[own])
    assert "own.tsv" in str(error.value)


@pytest.mark.parametrize("case", CASES["named"], ids=lambda c: c["name"])
def test_a_name_that_stands_where_a_place_stands_is_one(case: dict[str, Any]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    doc = nlp(case["text"])
    for token in doc:
        token.pos_ = "PROPN" if token.text[0].isupper() and token.i and token.text not in ("The", "He") else "X"
    doc[0].pos_ = "PROPN" if doc[0].text in " ".join(case.get("persons", ())) else "NOUN"
    spans = []
    for name in case.get("persons", ()):
        at = -1
        while (at := case["text"].find(name, at + 1)) >= 0:
            spans.append(doc.char_span(at, at + len(name), label="PERSON"))
    doc.ents = [s for s in spans if s is not None]
    report = Report(
        id="r", source=Source(id="s", name="s"), name="r.txt", path="r.txt", digest="", text=Text.plain(case["text"])
    )
    found = find_mentions(doc, report)
    assert [m.words for m in found if m.kind is MentionKind.PLACE] == case["expect"], case["why"]
    assert not {m.words for m in found if m.kind is MentionKind.PERSON} & set(case["expect"])


def _town(name: str, lat: float, *, country: str = "BF", admin1: str = "Centre-Nord") -> Place:
    return Place(
        name=name,
        precision=PlacePrecision.TOWN,
        gazetteer_id=name,
        resolved_name=name,
        country=country,
        admin1=admin1,
        lat=lat,
        lon=-1.0,
    )


DIVISION = Place(name="Centre-Nord", precision=PlacePrecision.ADMIN1, country="BF", admin1="Centre-Nord")
LAND = Place(name="Burkina Faso", precision=PlacePrecision.COUNTRY, country="BF", resolved_name="Burkina Faso")
WIDER = {PlacePrecision.ADMIN1: DIVISION, PlacePrecision.COUNTRY: LAND}


@pytest.mark.parametrize(
    ("rival", "share", "precision"),
    [
        (_town("Barsalogho", 13.4), 0.05, PlacePrecision.TOWN),
        (_town("near by", 13.2), 0.45, PlacePrecision.TOWN),
        (_town("Barsalogho", 13.6), 0.45, PlacePrecision.ADMIN1),
        (_town("Djibo", 14.1, admin1="Sahel"), 0.45, PlacePrecision.COUNTRY),
        (_town("Gao", 16.2, country="ML", admin1="Gao"), 0.45, PlacePrecision.UNRESOLVED),
    ],
)
def test_a_place_is_told_as_narrowly_as_it_is_believed(rival: Place, share: float, precision: PlacePrecision) -> None:
    chosen = _town("Kaya", 13.1)
    place = told(chosen, [Believed(chosen, 1.0 - share), Believed(rival, share)], WIDER)
    assert place.precision is precision
    assert place.name == "Kaya"
    if precision in (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNRESOLVED):
        assert [c.name for c in place.candidates] == ["Kaya", rival.name]
        assert [c.score for c in place.candidates] == [1.0 - share, share]
    if precision is PlacePrecision.UNRESOLVED:
        assert (place.lat, place.gazetteer_id, place.country) == (None, None, None)


def test_a_town_that_is_barely_likelier_than_its_namesakes_stays_open() -> None:
    other = Candidate(
        id="2", name="Paris", score=0.29, reasons=(), lat=36.3, lon=-88.3, country="US", admin1="TN", kind="town"
    )
    chosen = replace(_town("Paris", 48.9, country="FR"), score=0.31, candidates=(other,))
    place = told(chosen, [Believed(chosen, 1.0)], {})
    assert place.precision is PlacePrecision.UNRESOLVED
    assert (place.name, place.lat, [c.country for c in place.candidates]) == ("Paris", None, ["US"])
    sure = replace(chosen, score=0.9)
    assert told(sure, [Believed(sure, 1.0)], {}) == sure


@pytest.mark.parametrize("case", CASES["told"], ids=lambda c: c["name"])
def test_a_claim_is_put_where_it_happened(case: dict[str, Any], pipeline: Pipeline) -> None:
    page = Page(path="a.txt", content=case["text"].encode())
    claims = pipeline.claims(pipeline.reports(page)[0])[0]
    found = [c for c in claims if case["of"] in c.evidence.quote and c.type is ClaimType.FIGURE]
    assert found, [c.evidence.quote for c in claims]
    for claim in found:
        assert claim.place is not None, case["why"]
        if "expect" in case:
            assert claim.place.name == case["expect"], case["why"]
        if "not" in case:
            assert (claim.place.precision is PlacePrecision.COUNTRY) or claim.place.name != case["not"], case["why"]
        if "near" in case:
            assert claim.place.lat is not None and claim.place.lon is not None, f"{case['why']}: {claim.place}"
            far = kilometres(claim.place.lat, claim.place.lon, *case["near"])
            assert far < 25, f"{case['why']}: {claim.place.name} is {far:.0f} km off"


def test_a_weekday_without_a_date_takes_no_date_of_something_else(pipeline: Pipeline) -> None:
    text = (
        "Troops shot dead a teenager near Rafah on Thursday, medics said.\n\n"
        "Militants killed about 1,200 people in the attack of October 7, 2023, on southern Israel.\n"
    )
    claims = pipeline.claims(pipeline.reports(Page(path="a.txt", content=text.encode()))[0])[0]
    found = [c for c in claims if "teenager" in c.evidence.quote]
    assert found
    assert all(c.when is not None and c.when.start is None for c in found)
