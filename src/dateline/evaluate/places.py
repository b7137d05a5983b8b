"""Place names against a marked set in the format of LGL (``toponym``) or GeoVirus (``location``).

The rules: a name is found when its character range equals the gold's; each gold name is found once at most. Of the names
found whose gold has a point, one is right when it is put within 161 km (100 miles, the distance that the field's
papers use; M. Gritta et al., "A Pragmatic Guide to Geoparsing Evaluation", 2020). End to end, precision counts every name that
was given a point, but those whose gold has none, which cannot be judged; recall counts every gold name with a point.
"""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from dateline.config import Config
from dateline.errors import EvaluationError
from dateline.model import Reading, Report, Source
from dateline.reading import load, read
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.outlets import home_of
from dateline.resolve.toponyms import Toponym, toponyms
from dateline.resolve.weighing import kilometres
from dateline.text import Span, Text

__all__ = ["Article", "GoldName", "PlaceScore", "evaluate_places", "read_articles", "score_places", "write_predictions"]

WITHIN_KM: Final = 161.0
_FORMS: Final = {"toponym": "phrase", "location": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldName:
    """A name that the set marks; ``lat`` and ``lon`` are None where it gives no point."""

    span: Span
    words: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its names. ``outlet`` is the site that it was taken from ("" where not told).

    ``first`` is the number that the set gives to the first character (0 or 1).
    """

    number: int
    text: str
    outlet: str
    gold: tuple[GoldName, ...]
    form: Literal["toponym", "location"]
    first: int
    element: ET.Element = field(repr=False)


@dataclass(slots=True, kw_only=True)
class PlaceScore:
    """Counts over a set; see the module's text for the rules."""

    articles: int = 0
    gold: int = 0
    gold_points: int = 0
    predicted: int = 0
    predicted_points: int = 0
    found: int = 0
    found_points: int = 0
    right: int = 0
    touching: int = 0
    clear: int = 0
    clear_right: int = 0
    no_candidate: int = 0
    distances: list[float] = field(default_factory=list)

    def metrics(self) -> dict[str, float]:
        """Numbers by name; shares in 0 to 1, ``median_km`` in kilometres."""
        precision, recall = _share(self.right, self.predicted_points), _share(self.right, self.gold_points)
        return {
            "f1_161km": _f1(precision, recall),
            "recognition_f1": _f1(_share(self.found, self.predicted), _share(self.found, self.gold)),
            "accuracy_161km": _share(self.right, self.found_points),
            "median_km": round(median(self.distances), 1) if self.distances else 0.0,
            "precision_161km": round(precision, 4),
            "recall_161km": round(recall, 4),
            "recognition_precision": round(_share(self.found, self.predicted), 4),
            "recognition_recall": round(_share(self.found, self.gold), 4),
            "touching": _share(self.touching, self.gold),
            "clear": _share(self.clear, self.found_points),
            "clear_wrong": _share(self.clear - self.clear_right, self.clear),
            "no_candidate": _share(self.no_candidate, self.gold_points),
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


# ------------------------------------------------------------------------------------------------------------- the set


def read_articles(path: Path) -> tuple[list[Article], ET.ElementTree[ET.Element]]:
    """The articles of a set and the tree that they stand in.

    Raises EvaluationError, which names the file and the article, where it is not of the format.
    """
    try:
        tree = ET.parse(path)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ET.ParseError, UnicodeDecodeError, ValueError) as error:
        raise EvaluationError(f"{path} is not XML: {error}; expected is LGL's or GeoVirus's format") from error
    root = tree.getroot()
    elements = list(root.iter("article")) if root is not None else []
    if not elements:
        raise EvaluationError(
            f"{path} holds no <article>; expected is LGL's format (<article> with <text> and <toponyms>) "
            "or GeoVirus's (<text> and <locations>)"
        )
    articles = [_article(path, number, element) for number, element in enumerate(elements, start=1)]
    if not any(a.gold for a in articles):
        raise EvaluationError(f"{path}: none of {len(articles)} articles marks a <toponym> or a <location>")
    return articles, tree


def _article(path: Path, number: int, element: ET.Element) -> Article:
    where = f"{path}, article {element.get('docid') or number}"
    text = element.findtext("text")
    if text is None:
        raise EvaluationError(f"{where}: there is no <text>")
    form: Literal["toponym", "location"] = "location" if element.find(".//location") is not None else "toponym"
    raw = [(e, *_range(where, e, form)) for e in element.iter(form)]
    # GeoVirus numbers characters from 1, LGL from 0: what fits the marked words.
    fits = {
        shift: sum(text[start - shift : end - shift] == words for _, start, end, words in raw if words)
        for shift in (0, 1)
    }
    first = 1 if fits[1] > fits[0] else 0
    gold: dict[Span, GoldName] = {}
    for e, start, end, words in raw:
        span = _placed(where, text, start - first, end - first, words)
        lat, lon = _degrees(where, e, words)
        if span not in gold or gold[span].lat is None:
            gold[span] = GoldName(span=span, words=text[span.start : span.end], lat=lat, lon=lon)
    outlet = element.findtext("domain") or urlsplit(element.findtext("url") or element.findtext("source") or "").netloc
    return Article(
        number=number, text=text, outlet=outlet, gold=tuple(gold.values()), form=form, first=first, element=element
    )


def _range(where: str, element: ET.Element, form: str) -> tuple[int, int, str]:
    words = element.findtext(_FORMS[form]) or ""
    try:
        start, end = int(element.findtext("start") or ""), int(element.findtext("end") or "")
    except ValueError:
        raise EvaluationError(
            f"{where}: {words!r} has no whole numbers as <start> and <end>; "
            f"got {element.findtext('start')!r}, {element.findtext('end')!r}"
        ) from None
    return start, end, words


def _placed(where: str, text: str, start: int, end: int, words: str) -> Span:
    """The range of a marked name; where the words stand a little aside (an entity counted as one character) they count."""
    if not words or (0 <= start < end <= len(text) and text[start:end] == words):
        if not 0 <= start < end <= len(text):
            raise EvaluationError(f"{where}: {start}–{end} lies outside of the text of {len(text)} characters")
        return Span(start, end)
    near = [m.start() for m in re.finditer(re.escape(words), text) if abs(m.start() - start) <= 40]
    if near:
        at = min(near, key=lambda s: abs(s - start))
        return Span(at, at + len(words))
    raise EvaluationError(
        f"{where}: at {start}–{end} the text has {text[max(0, start) : max(0, end)]!r}, the set says {words!r}"
    )


def _degrees(where: str, element: ET.Element, words: str) -> tuple[float | None, float | None]:
    lat, lon = (next((e.text for e in element.iter(name) if (e.text or "").strip()), None) for name in ("lat", "lon"))
    if lat is None or lon is None:
        return None, None
    try:
        point = float(lat), float(lon)
    except ValueError:
        raise EvaluationError(f"{where}: {words!r} has no degrees as <lat> and <lon>; got {lat!r}, {lon!r}") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise EvaluationError(f"{where}: {words!r} lies at {lat}, {lon}, which is no point on the earth")
    return point


def report_of(article: Article) -> Report:
    """An article as a report, read just as it stands: its offsets are those of the set."""
    name = f"article-{article.number}"
    return Report(
        id=name,
        source=Source(id=article.outlet or "set", name=article.outlet or "set"),
        name=name,
        path=name,
        digest="",
        text=Text.plain(article.text),
    )


# ----------------------------------------------------------------------------------------------------------- comparing


def score_places(
    articles: Sequence[Article], predicted: Mapping[int, Sequence[Toponym]], gazetteer: Gazetteer | None = None
) -> PlaceScore:
    """Count what was found and what is right. ``predicted`` holds the names of each article by its number.

    With a gazetteer the gold names are counted for which it has no place within 161 km under that name at all.
    """
    score = PlaceScore(articles=len(articles))
    for article in articles:
        names = {t.span: t for t in predicted.get(article.number, ()) if _counts(t, article)}
        gold = {g.span: g for g in article.gold}
        score.gold += len(gold)
        score.predicted += len(names)
        score.predicted_points += sum(
            t.lat is not None and (s not in gold or gold[s].lat is not None) for s, t in names.items()
        )
        for span, truth in gold.items():
            score.touching += any(span.touches(s) for s in names)
            name = names.get(span)
            score.found += name is not None
            if truth.lat is None or truth.lon is None:
                continue
            score.gold_points += 1
            if gazetteer is not None:
                score.no_candidate += not _has_near(gazetteer, truth)
            if name is None:
                continue
            score.found_points += 1
            score.clear += name.clear
            if name.lat is None or name.lon is None:
                continue
            distance = kilometres(name.lat, name.lon, truth.lat, truth.lon)
            score.distances.append(distance)
            score.right += distance <= WITHIN_KM
            score.clear_right += name.clear and distance <= WITHIN_KM
    return score


def _counts(name: Toponym, article: Article) -> bool:
    """LGL's format marks adjectives and peoples ("Georgian") as names of places, GeoVirus's does not."""
    return not name.adjective or article.form == "toponym"


def _has_near(gazetteer: Gazetteer, truth: GoldName) -> bool:
    for entry in gazetteer.entries(truth.words):
        point = (entry.lat, entry.lon)
        if point[0] is None or point[1] is None:
            middle = gazetteer.admin1_middle(entry.country, entry.admin1)
            if middle is None:
                continue
            point = middle
        if truth.lat is not None and truth.lon is not None:
            if kilometres(float(point[0] or 0), float(point[1] or 0), truth.lat, truth.lon) <= WITHIN_KM:
                return True
    return False


def place_all(
    articles: Sequence[Article], readings: Mapping[int, Reading], gazetteer: Gazetteer
) -> dict[int, list[Toponym]]:
    """The names of every article. Those of one outlet are placed twice: the second time with its home known."""
    placed = {a.number: toponyms(readings[a.number], gazetteer) for a in articles}
    outlets: dict[str, list[int]] = {}
    for article in articles:
        if article.outlet:
            outlets.setdefault(article.outlet, []).append(article.number)
    for outlet, numbers in outlets.items():
        home = home_of([placed[n] for n in numbers], gazetteer, site=outlet)
        if home is not None:
            placed.update({n: toponyms(readings[n], gazetteer, home=home) for n in numbers})
    return placed


def evaluate_places(path: Path, config: Config, predictions: Path | None = None) -> dict[str, Any]:
    """Read every article of a set, place its names, compare. Keys: task, path, n, metrics, model and seconds.

    ``predictions``: a file for the set with the names found added, in its own format. Raises EvaluationError for a file
    that is not of the format.
    """
    articles, tree = read_articles(path)
    reader = load(Path(config.model) if config.model else None, spacy_pipeline=config.spacy_pipeline)
    gazetteer = Gazetteer.open(
        cache=Path(config.cache) if config.cache else None, extra=(Path(config.places),) if config.places else ()
    )
    began = time.perf_counter()
    predicted = place_all(articles, {a.number: read(report_of(a), reader) for a in articles}, gazetteer)
    seconds = time.perf_counter() - began
    score = score_places(articles, predicted, gazetteer)
    if predictions is not None:
        write_predictions(articles, tree, predicted, predictions)
    return {
        "task": "places",
        "path": str(path),
        "n": score.gold,
        "metrics": score.metrics(),
        "model": reader.info()["version"],
        "seconds": round(seconds, 2),
    }


def write_predictions(
    articles: Sequence[Article],
    tree: ET.ElementTree[ET.Element],
    predicted: Mapping[int, Sequence[Toponym]],
    path: Path,
) -> None:
    """The set as it came, with ``<predictions>`` in each article: the same elements as the set's own names."""
    for article in articles:
        box = ET.SubElement(article.element, "predictions")
        for name in predicted.get(article.number, ()):
            if not _counts(name, article):
                continue
            row = ET.SubElement(box, "prediction", {"clear": "yes" if name.clear else "no"})
            ET.SubElement(row, "start").text = str(name.span.start + article.first)
            ET.SubElement(row, "end").text = str(name.span.end + article.first)
            ET.SubElement(row, _FORMS[article.form]).text = name.words
            if name.best is not None and name.lat is not None:
                within = ET.SubElement(row, "gaztag", {"id": name.best.id}) if article.form == "toponym" else row
                if article.form == "toponym":
                    ET.SubElement(within, "name").text = name.best.name
                ET.SubElement(within, "lat").text = f"{name.lat:.4f}"
                ET.SubElement(within, "lon").text = f"{name.lon:.4f}"
                if name.best.country:
                    ET.SubElement(within, "country").text = name.best.country
            ET.SubElement(row, "score").text = f"{name.best.score if name.best else 0.0:.4f}"
    try:
        tree.write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise EvaluationError(f"the predictions cannot be written to {path}: {error.strerror or error}") from error
