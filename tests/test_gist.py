"""The words that tell one report from others."""

from __future__ import annotations

from dateline.clean.gist import WORDS, gist


def words(text: str) -> dict[str, int]:
    return {word: int(weight) for word, weight in (item.rsplit(" ", 1) for item in gist(text))}


def test_rare_words_weigh_and_plain_ones_do_not() -> None:
    found = words("Police said gunmen killed a beekeeper near the cistern of Hidjer Moussa. The beekeeper was 41.")
    assert {"beekeeper", "cistern", "hidjer"} <= set(found)
    assert not {"police", "gunmen", "killed", "the", "said"} & set(found)
    assert found["beekeeper"] > found["cistern"]  # told twice
    assert next(iter(found)) == "beekeeper"


def test_a_gist_is_short_and_of_length_one() -> None:
    found = words(" ".join(f"{chr(97 + i)}{chr(97 + j)}zzq" for i in range(12) for j in range(12)))
    assert len(found) == WORDS
    assert 0.97 < sum(weight**2 for weight in found.values()) / 1000**2 < 1.03


def test_nothing_to_tell() -> None:
    assert gist("") == ()
    assert gist("Police said on 12 March 2025.") == gist("police said on 12 March 2025.")


def test_raised_digits_are_no_numbers() -> None:
    assert gist("The camp of 12 km²0 lies near x²") == gist("The camp of 12 km²0 lies near x²".upper())
    assert words("²0 tents burned in the camp")["tents"] > 0


def test_joined_words_weigh_as_their_rarest_part_and_days_as_nothing() -> None:
    found = words(
        "A 7-year-old girl and two-thirds of the beekeepers didn't hear the drive-by shooting on Thursday, 4 March."
    )
    assert not {"didn't", "thursday", "march"} & set(found)
    assert found["year-old"] < 0.4 * found["beekeepers"]
    assert found["drive-by"] < found["beekeepers"]
    assert words("Beekeepers of Abou-Gassira fled")["abou-gassira"] > 0
