"""Evaluation against sets that hold their texts: place names (LGL's, GeoVirus's XML) and words for time (TimeML)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import spacy

from dateline.config import Config
from dateline.errors import EvaluationError
from dateline.evaluate.places import place_all, read_articles, report_of, score_places, write_predictions
from dateline.evaluate.times import evaluate_times, read_documents, timeml
from dateline.evaluate.timex import timexes
from dateline.model import Reading
from dateline.reading.mentions import find_mentions
from dateline.resolve.gazetteer import Gazetteer

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><domain>riverpost.example</domain>
<text><![CDATA[Police in Columbus, Ohio, said the Georgian driver left for Toledo. Qworrel Farm was shut.]]></text>
<toponyms>
<toponym><start>10</start><end>18</end><phrase>Columbus</phrase><gaztag><lat>39.96</lat><lon>-83.0</lon></gaztag></toponym>
<toponym><start>20</start><end>24</end><phrase>Ohio</phrase><gaztag><lat>40.25</lat><lon>-83.0</lon></gaztag></toponym>
<toponym><start>35</start><end>43</end><phrase>Georgian</phrase><gaztag><lat>42.0</lat><lon>43.5</lon></gaztag></toponym>
<toponym><start>60</start><end>66</end><phrase>Toledo</phrase><gaztag><lat>41.66</lat><lon>-83.55</lon></gaztag></toponym>
<toponym><start>68</start><end>80</end><phrase>Qworrel Farm</phrase></toponym>
</toponyms></article></articles>"""

GEOVIRUS = """<articles><article><source>https://news.example/one</source>
<text>Doctors in Lima said the Peruvian ministry sent vaccines to Cusco.</text>
<locations>
<location><name>Lima</name><start>12</start><end>16</end><lat>-12.05</lat><lon>-77.03</lon></location>
<location><name>Cusco</name><start>61</start><end>66</end><lat>-13.52</lat><lon>-71.97</lon></location>
</locations></article></articles>"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _predicted(path: Path, gazetteer: Gazetteer):  # type: ignore[no-untyped-def]
    """Articles, tree and names found with no name finder at all: by the gazetteer and the words around alone."""
    articles, tree = read_articles(path)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    readings = {}
    for article in articles:
        report = report_of(article)
        doc = nlp(article.text)
        readings[article.number] = Reading(report=report, doc=doc, mentions=find_mentions(doc, report), origin="test")
    return articles, tree, place_all(articles, readings, gazetteer)


def test_names_are_scored_by_characters_and_distance(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(LGL, encoding="utf8")
    articles, _, predicted = _predicted(path, gazetteer)
    score = score_places(articles, predicted, gazetteer)
    assert (score.gold, score.gold_points) == (5, 4)
    assert score.found_points == score.right == 4, "towns, a state and an adjective, each in the right country"
    metrics = score.metrics()
    assert metrics["f1_161km"] == 1.0, "what has no point is neither right nor wrong"
    assert metrics["accuracy_161km"] == 1.0
    assert metrics["median_km"] < 50
    assert metrics["no_candidate"] == 0.0


def test_geovirus_counts_from_one_and_marks_no_adjectives(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "geovirus.xml"
    path.write_text(GEOVIRUS, encoding="utf8")
    articles, tree, predicted = _predicted(path, gazetteer)
    assert [g.words for g in articles[0].gold] == ["Lima", "Cusco"]
    score = score_places(articles, predicted, gazetteer)
    assert (score.right, score.predicted) == (2, 2), "Peruvian is not counted here"
    out = tmp_path / "out.xml"
    write_predictions(articles, tree, predicted, out)
    again, _ = read_articles(out)
    assert [g.words for g in again[0].gold] == ["Lima", "Cusco"], "the set stands as it came"
    rows = ET.parse(out).getroot().findall(".//prediction")
    assert [(r.findtext("name"), r.findtext("start")) for r in rows] == [("Lima", "12"), ("Cusco", "61")]


def test_a_place_far_off_is_found_but_wrong(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "lgl.xml"
    path.write_text(
        LGL.replace("<lat>41.66</lat><lon>-83.55</lon>", "<lat>39.86</lat><lon>-4.02</lon>"), encoding="utf8"
    )
    articles, _, predicted = _predicted(path, gazetteer)
    score = score_places(articles, predicted, gazetteer)
    assert (score.found_points, score.right) == (4, 3), "Toledo of Spain is not that of Ohio"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("not xml at all", "is not XML"),
        ("<records><record/></records>", "holds no <article>"),
        ("<articles><article><title>x</title></article></articles>", "there is no <text>"),
        ("<articles><article><text>Lima</text></article></articles>", "marks a <toponym> or a <location>"),
        (GEOVIRUS.replace("<start>12<", "<start>twelve<"), "whole numbers"),
        (GEOVIRUS.replace("-77.03", "west"), "no degrees"),
        (GEOVIRUS.replace("-12.05", "-912.05"), "no point on the earth"),
        (GEOVIRUS.replace("<name>Cusco<", "<name>Arequipa<"), "the set says 'Arequipa'"),
    ],
)
def test_a_bad_set_of_places_is_told(text: str, tells: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(EvaluationError, match=tells) as error:
        read_articles(path)
    assert "bad.xml" in str(error.value)


TML = """<?xml version="1.0" ?>
<TimeML><DOCID>d</DOCID>
<DCT><TIMEX3 functionInDocument="CREATION_TIME" tid="t0" type="DATE" value="2021-06-16">2021-06-16</TIMEX3></DCT>
<TEXT>Shells fell on <TIMEX3 tid="t1" type="DATE" value="2021-06-13">Sunday</TIMEX3> &amp; again
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3> on end in the <TIMEX3 tid="t3" type="DATE"
value="2021-06">month of rain</TIMEX3>.</TEXT></TimeML>"""


def test_times_are_scored_strictly_loosely_and_by_value(tmp_path: Path) -> None:
    (tmp_path / "d.tml").write_text(TML, encoding="utf8")
    result = evaluate_times(tmp_path, Config())
    assert (result["task"], result["n"]) == ("times", 3)
    assert result["metrics"]["strict_f1"] == result["metrics"]["value_f1"] == 0.8, "two of three found, none too many"


def test_predictions_are_timeml_again(tmp_path: Path) -> None:
    (tmp_path / "d.tml").write_text(TML, encoding="utf8")
    evaluate_times(tmp_path, Config(), tmp_path / "out")
    again = read_documents(tmp_path / "out")[0]
    assert again.created == "2021-06-16"
    assert again.text == read_documents(tmp_path / "d.tml")[0].text
    assert [(again.text[t.span.start : t.span.end], t.value) for t in again.gold] == [
        ("Sunday", "2021-06-13"),
        ("two days", "P2D"),
    ]
    assert "&amp;" in timeml(again, again.gold)


@pytest.mark.parametrize(
    ("text", "tells"), [("<TimeML><DOCID>d</DOCID></TimeML>", "has no <TEXT>"), ("half a <TEXT>", "is not XML")]
)
def test_bad_timeml_is_told(text: str, tells: str, tmp_path: Path) -> None:
    (tmp_path / "d.tml").write_text(text, encoding="utf8")
    with pytest.raises(EvaluationError, match=tells):
        read_documents(tmp_path)


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no TimeML document"):
        read_documents(tmp_path)
    with pytest.raises(EvaluationError, match="there is no"):
        read_documents(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        (
            "The siege began on 7 August and ended on 12 September 1914.",
            [("7 August", "1914-08-07"), ("12 September 1914", "1914-09-12")],
        ),
        (
            "It lasted from the spring of 1916 to the end of 1917.",
            [("the spring of 1916", "1916-SP"), ("the end of 1917", "1917")],
        ),
        (
            "On 3 May 1915 it fell. The next day the town burned.",
            [("3 May 1915", "1915-05-03"), ("The next day", "1915-05-04")],
        ),
        (
            "On 3 May 1915 it fell. Three weeks later they left.",
            [("3 May 1915", "1915-05-03"), ("Three weeks later", "1915-W21")],
        ),
        (
            "In 1944 and the 1870s, for some nine days.",
            [("1944", "1944"), ("the 1870s", "187"), ("some nine days", "P9D")],
        ),
        (
            "In December 1917 they held out. In January they gave up.",
            [("December 1917", "1917-12"), ("January", "1918-01")],
        ),
        ("The fort was sacked in 146 BC.", [("146 BC", "BC0146")]),
        ("They may march in now.", [("now", "PRESENT_REF")]),
        ("Winter 1941 was hard for 400 men.", [("Winter 1941", "1941-WI")]),
    ],
)
def test_histories_get_timex_values(text: str, expect: list[tuple[str, str]]) -> None:
    found = [(text[t.span.start : t.span.end], t.value) for t in timexes(text, None)]
    assert found == expect
