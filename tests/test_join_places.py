"""What joining makes of places that the reports tell widely or leave open."""

from dateline.join.places import keys_of_name, meant, place_verdict
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


def test_a_town_told_widely_is_no_town_far_off_and_the_town_of_its_name() -> None:
    """Several towns are called so: only the country is believed, but none of them lies near the other report's town."""
    ouaga = Place(name="Ouaga", precision=PlacePrecision.TOWN, resolved_name="Ouaga", country="BF", lat=12.4, lon=-1.5)
    far, _ = place_verdict((_doubted(0.4),), (ouaga,))
    assert far is not None and far < 0
    own, _ = place_verdict((_doubted(0.4),), (KAYA,))
    assert own is not None and own >= 1.0


def test_a_site_is_known_by_what_it_is_called_after() -> None:
    bridge = Place(
        name="Dar Tolka bridge, Kaya",
        precision=PlacePrecision.POINT,
        resolved_name="Kaya",
        country="BF",
        lat=13.1,
        lon=-1.0,
    )
    village = Place(
        name="Dar Tolka", precision=PlacePrecision.TOWN, resolved_name="Dar Tolka", country="BF", lat=12.5, lon=-1.4
    )
    fit, _ = place_verdict((bridge,), (village,))
    assert fit is not None and fit >= 1.0
    assert set(keys_of_name(bridge)) & set(keys_of_name(village)) == {"dar tolka"}
