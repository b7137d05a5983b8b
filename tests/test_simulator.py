"""The simulated conflict of the benchmarks: the same seed the same reports, words where claims say, a truth that holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice

from dateline.terms import ClaimType, DateBasis, Stance
from simulated import TOWNS, Setting, reports, simulate


def test_the_same_seed_gives_the_same_reports() -> None:
    assert reports(60, seed=5) == reports(60, seed=5)
    assert reports(60, seed=5) != reports(60, seed=6)


def test_every_claim_stands_in_its_report() -> None:
    ids = Counter()
    for told in reports(200):
        raw = told.report.text.raw
        for claim in told.claims:
            ids[claim.id] += 1
            for evidence in (claim.evidence, claim.trigger, claim.sentence):
                assert evidence is not None
                evidence.verify(raw)
            if claim.toll is not None:
                assert raw[claim.toll.number.start : claim.toll.number.end] == claim.toll.as_written
            assert claim.about is None or claim.about in {c.id for c in told.claims}
    assert set(ids.values()) == {1}


def test_claims_of_one_incident_tell_one_town_and_day() -> None:
    towns: dict[int, set[str]] = {}
    days: dict[int, set[date]] = {}
    for told in reports(300, wrong_day=0.0):
        assert set(told.incident_of) == {c.id for c in told.claims}
        for claim in told.claims:
            incident = told.incident_of[claim.id]
            if incident is None:
                assert claim.toll is not None and claim.toll.count_span.value == "total"
                continue
            if claim.place is not None and claim.place.gazetteer_id:
                towns.setdefault(incident, set()).add(claim.place.gazetteer_id)
            if claim.when is not None and claim.when.basis is DateBasis.TEXT and claim.when.start is not None:
                days.setdefault(incident, set()).add(claim.when.start)
    assert len(towns) > 30
    assert all(len(found) == 1 for found in [*towns.values(), *days.values()])


def test_two_incidents_share_a_town_and_a_day() -> None:
    seen: dict[tuple[str, date], set[int]] = {}
    for told in reports(300, twins=0.3):
        for claim in told.claims:
            if (
                claim.type is ClaimType.EVENT
                and claim.place
                and claim.place.gazetteer_id
                and claim.when
                and claim.when.start
            ):
                incident = told.incident_of[claim.id]
                if incident is not None:
                    seen.setdefault((claim.place.gazetteer_id, claim.when.start), set()).add(incident)
    assert any(len(incidents) > 1 for incidents in seen.values())


def test_copies_tell_the_figures_of_their_origin_and_credit_its_agency() -> None:
    by_origin: dict[int, list] = {}
    for told in reports(300):
        by_origin.setdefault(told.origin, []).append(told)
    families = [family for family in by_origin.values() if len({t.report.source.id for t in family}) > 1]
    assert len(families) > 10
    for family in families:
        assert len({t.report.agency for t in family}) == 1
        assert len({t.report.name for t in family}) == len(family)


def test_ministries_deny_and_tolls_rise() -> None:
    told = reports(600)
    assert any(c.stance is Stance.DENIED for t in told for c in t.claims)
    killed: dict[int, set[int]] = {}
    for one in told:
        for claim in one.claims:
            incident = one.incident_of[claim.id]
            if incident is not None and claim.toll is not None and claim.toll.low is not None and claim.part_of is None:
                killed.setdefault(incident, set()).add(claim.toll.low)
    assert any(len(numbers) > 1 for numbers in killed.values())


def test_reports_arrive_late_and_the_stream_has_no_end() -> None:
    days = [t.report.published.day for t in reports(400) if t.report.published]
    assert days != sorted(days)
    assert next(
        islice(simulate(Setting(countries=("ML",), incidents_per_day=6), towns=TOWNS), 1500, None)
    ).report.text.raw
