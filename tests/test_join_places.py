"""What joining makes of places that the reports tell widely or leave open."""

from dateline.join.places import meant, place_verdict
from dateline.model import Candidate, Place
from dateline.terms import PlacePrecision


def _doubted(share: float) -> Place:
    town = Candidate(
        id="t:1",
        name="Kaya",
        score=share,
        reasons=(),
        lat=13.1,
        lon=-1.0,
        country="BF",
        admin1="Centre-Nord",
        kind="town",
    )
    return Place(name="Kaya", precision=PlacePrecision.COUNTRY, country="BF", candidates=(town,))


KAYA = Place(
    name="Kaya",
    precision=PlacePrecision.TOWN,
    gazetteer_id="t:1",
    resolved_name="Kaya",
    country="BF",
    lat=13.1,
    lon=-1.0,
)


def test_a_report_in_doubt_agrees_with_one_that_tells_its_likeliest_town() -> None:
    agreed, _ = place_verdict(meant(_doubted(0.7)), meant(KAYA))
    unsure, _ = place_verdict(meant(_doubted(0.4)), meant(KAYA))
    assert agreed == 2.0
    assert unsure is not None and unsure < agreed


def test_the_doubted_place_itself_stays_as_wide_as_it_is_told() -> None:
    told = _doubted(0.7)
    assert told in meant(told)
    assert meant(KAYA) == (KAYA,)
