"""What the layout of a sentence rules out in its tree."""

from dateline.reading.arcs import barred_arcs


def test_nothing_hangs_over_a_bracket() -> None:
    words = "Five Border Police ( BP ) men were hurt .".split()
    barred = barred_arcs(words)
    assert barred[words.index("men"), words.index("BP") + 1]
    assert barred[words.index("("), 0]
    assert not barred[words.index("BP"), words.index("Police") + 1]
    assert not barred[words.index("("), words.index("BP") + 1]


def test_a_number_in_brackets_is_left_alone() -> None:
    assert not barred_arcs("Call ( 555 ) 0100 .".split()).any()


def test_the_source_at_the_end_is_apart() -> None:
    words = "Gunmen shot a clerk dead in Orsk , reports The Morning Sun .".split()
    barred = barred_arcs(words)
    verb = words.index("reports")
    assert barred[words.index("Gunmen"), verb + 1]
    assert barred[verb, 0]
    assert barred[words.index("Sun"), words.index("shot") + 1]
    assert not barred[verb, words.index("shot") + 1]
    assert not barred[words.index("clerk"), words.index("shot") + 1]


def test_reports_that_are_no_source() -> None:
    assert not barred_arcs("In May , reports Orsk had fallen were denied .".split()).any()
    assert not barred_arcs("He reads reports .".split()).any()
