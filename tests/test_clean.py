"""From page to report, as a user would notice it: what is read, what is left out and why, whose, of which day."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.clean import clean
from dateline.collect import collect
from dateline.errors import InputError, NotAReport, ProblemCode, UnreadableInput
from dateline.model import Evidence, Page, Problem, Report
from dateline.terms import LeftOutReason
from dateline.text import Span

CASES = Path(__file__).parent / "cases"
STORY = (
    "MARDAN, Kelat (Reuters) - Five soldiers were killed in an ambush near Mardan on Sunday, two army officers said.\n\n"
    "The road has been attacked before, and villagers said that a truck was still burning beside it.\n"
)


def page(text: str | bytes, *, media_type: str = "text/plain", path: str = "report.txt") -> Page:
    content = text.encode() if isinstance(text, str) else text
    return Page(path=path, content=content, media_type=media_type)


def one(text: str | bytes, **how: Any) -> Report:
    (report,) = clean(page(text, **how))
    return report


def record(folder: Path, *records: dict[str, Any]) -> list[Report]:
    """The reports of a JSON Lines file with these records."""
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf8")
    told: list[Problem] = []
    return [clean(p)[0] for p in collect([path], max_bytes=1_000_000, on_problem=told.append)]


def cases(*names: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['name']}")
        for name in names
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf8"))
    ]


def reports_of(case: dict[str, Any], folder: Path) -> Report:
    how = case.get("page", {})
    if "json" in how:
        return record(folder, how["json"])[0]
    if "html" in how:
        return one(how["html"], media_type="text/html")
    return clean(page(case["text"]), published=case.get("given"))[0]


def verify(report: Report) -> None:
    """Every character that is read leads back to the words of the page."""
    text = report.text
    for at, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        assert 0 <= start <= end <= len(text.raw)
        if at:
            assert start >= text.starts[at - 1]
    for item in report.left_out:
        assert item.span.end <= len(text.raw)
        assert item.rule


@pytest.mark.parametrize("case", cases("clean", "teasers", "published"))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    report = reports_of(case, tmp_path)
    expect: dict[str, Any] = case["expect"]
    text = report.text.clean
    verify(report)
    for words in expect.get("kept", ()):
        assert words in text, (words, text)
    for words in expect.get("gone", ()):
        assert words not in f"\n{text}\n", (words, text)
    for words in expect.get("once", ()):
        assert text.count(words) == 1, text
    for words in expect.get("twice", ()):
        assert text.count(words) == 2, text
    for reason, words in expect.get("left_out", {}).items():
        raw = [report.text.raw[i.span.start : i.span.end] for i in report.left_out if i.reason is LeftOutReason(reason)]
        assert any(words in stretch for stretch in raw), raw
    codes = {problem.code.value for problem in report.problems}
    assert set(expect.get("problems", ())) <= codes
    assert not set(expect.get("problems_not", ())) & codes
    if "paragraph" in expect:
        assert any(part.startswith(expect["paragraph"]) for part in text.split("\n\n")), text
    for key, value in {
        "title": report.title,
        "byline": report.byline,
        "agency": report.agency,
        "dateline": report.dateline,
        "place": report.place_of_dateline,
        "source": report.source.name,
        "day": str(report.published.day) if report.published else None,
        "basis": report.published.basis.value if report.published else None,
    }.items():
        if key in expect:
            assert value == expect[key], (key, value)
    if "words" in expect:
        assert report.published is not None
        span = report.published.evidence
        assert span is not None
        assert report.text.raw[span.start : span.end] == expect["words"]


def test_there_are_enough_cases() -> None:
    assert len(cases("clean", "teasers", "published")) >= 60


def test_a_quote_is_the_raw_words() -> None:
    report = one("Rebels in GuÃ©ra freed ten\u00a0 men on Sunday, said Guéra's governor.\n")
    clean_text = report.text.clean
    at = clean_text.index("Guéra freed")
    evidence = Evidence.of(report, Span(at, at + len("Guéra freed ten")))
    evidence.verify(report.text.raw)
    assert evidence.quote.startswith("GuÃ©ra freed")
    assert evidence.quote.endswith("ten")


def test_the_headline_is_a_span_of_the_text() -> None:
    report = one("Five soldiers die on Mardan road\n\n" + STORY)
    assert report.headline is not None
    assert report.text.quote(report.headline) == report.title == "Five soldiers die on Mardan road"


def test_the_dateline_ends_its_paragraph() -> None:
    assert "(Reuters) -\n\nFive soldiers" in one(STORY).text.clean


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_leads_back_to_its_characters(text: str) -> None:
    try:
        report = one(text)
    except InputError:
        return
    assert report.text.raw == text
    verify(report)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_reason(data: bytes) -> None:
    try:
        verify(one(data))
    except InputError as error:
        assert error.code.sets_aside


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class='x'>",
                "</div>",
                "<b>",
                "&amp;",
                "&nbsp;",
                "<br>",
                "<!--",
                "-->",
                "<script>",
                "A man was killed. ",
                "é",
                "<",
                ">",
                '"',
                "'",
                "\n",
            ]
        ),
        max_size=60,
    )
)
def test_any_markup_gives_a_report_or_a_reason(parts: list[str]) -> None:
    source = (
        "<html><body><p>"
        + "Two soldiers were killed near the town on Sunday, the army said. " * 3
        + "</p>"
        + "".join(parts)
    )
    try:
        report = one(source, media_type="text/html")
    except InputError as error:
        assert error.code.sets_aside
        return
    assert report.text.raw == source
    verify(report)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_a_record_leads_back_into_its_file(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("records")
    story = f"Two soldiers were killed near the town on Sunday, the army said. {words} The road is closed."
    try:
        (report,) = record(folder, {"title": "Two soldiers killed", "maintext": story})
    except NotAReport:
        return
    verify(report)
    raw = (folder / "records.jsonl").read_bytes().decode("utf8")
    assert report.text.raw == raw
    at = report.text.clean.index("soldiers were killed near")
    span = report.text.to_raw(Span(at, at + 25))
    assert raw[span.start : span.end] == "soldiers were killed near"


def test_records_of_one_file_share_its_characters(tmp_path: Path) -> None:
    reports = record(
        tmp_path,
        *(
            {"title": f"Report {n}", "maintext": f"{n} men were killed near Orlu on Sunday, the army said."}
            for n in range(3)
        ),
    )
    assert len({report.id for report in reports}) == 3
    assert len({id(report.text.raw) for report in reports}) == 1
    assert {report.name for report in reports} == {"records.jsonl"}


def test_html_leads_back_to_its_source() -> None:
    source = (
        "<html lang=en><head><title>Strike - Kelat Post</title></head><body><nav><a href=/>Home</a></nav>"
        "<article><h1>Strike kills &#49;2 at market</h1>"
        "<figure><img src=x><figcaption>Two people died here in May. Photograph: Jo Roe</figcaption></figure>"
        "<p>A strike hit the market of Orlu on <b>Monday</b>, killing 12 people &amp; wounding 30, a doctor&nbsp;said.</p>"
        "<aside class='related'><p>Bus crash kills nine</p></aside>"
        "<p>The wounded were brought to Mardan by cart, and the hospital there asked for blood in the evening.</p></article>"
        "<footer>© Kelat Post</footer></body></html>"
    )
    report = one(source, media_type="text/html", path="strike.html")
    text = report.text
    assert report.title == "Strike kills 12 at market"
    assert "Monday, killing 12 people & wounding 30, a doctor said." in text.clean
    assert "Bus crash" not in text.clean
    assert "died here" not in text.clean
    at = text.clean.index("Monday, killing")
    raw = text.to_raw(Span(at, at + len("Monday, killing 12 people & wounding")))
    assert source[raw.start : raw.end] == "Monday</b>, killing 12 people &amp; wounding"
    assert any(
        item.reason is LeftOutReason.CAPTION and "died here" in source[item.span.start : item.span.end]
        for item in report.left_out
    )


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + STORY,
        "<html><body>" + "<b>a</b>" * 100_000,
        "<html><body>" + "<p " * 500_000,
        '<html><body><p a="' * 200_000,
        "<meta " * 200_000,
        "<" * 1_000_000,
    ],
    ids=["depth", "tags", "open tags", "open quotes", "metas", "brackets"],
)
def test_a_bomb_of_markup_is_set_aside_at_once(source: str) -> None:
    begun = time.process_time()
    with pytest.raises(NotAReport) as told:
        one(source, media_type="text/html")
    assert told.value.code in (ProblemCode.MARKUP_BOMB, ProblemCode.NO_MAIN_TEXT)
    assert time.process_time() - begun < 10


def test_a_giant_attribute_does_not_hide_the_report() -> None:
    source = f'<html><body><article><p title="{"x" * 2_000_000}">{STORY}</p></article></body></html>'
    assert "Five soldiers were killed" in one(source, media_type="text/html").text.clean


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b" \n\xef\xbb\xbf\t", ProblemCode.EMPTY),
        (bytes(range(256)) * 20, ProblemCode.BINARY),
        (b"x" * 2_000, ProblemCode.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, code: ProblemCode) -> None:
    with pytest.raises(UnreadableInput) as told:
        clean(page(content), max_bytes=20_000 if code is not ProblemCode.TOO_LARGE else 1_000)
    assert told.value.code is code
    assert "report.txt" in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "We use cookies to improve your visit.\n\nAccept all cookies\n\nPrivacy policy\n",
        "404: page not found\n\nThe page you are looking for may have been moved.\n\nThree killed in crash\n",
        "Three killed in motorway crash\nCup final goes to extra time\nLentil soup for cold evenings\n"
        "Army enters hill town, toll at 17\n",
        "You have reached your limit of free articles.\n\nSubscribe now to continue reading.\n\nAlready a subscriber? Log in\n",
    ],
    ids=["cookies", "404", "index", "wall"],
)
def test_what_is_no_article_is_set_aside(text: str) -> None:
    with pytest.raises(NotAReport) as told:
        one(text)
    assert told.value.code is ProblemCode.NOT_AN_ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Cinq soldats ont été tués dans une embuscade près de Mardan dimanche, selon deux officiers "
        "de l'armée. La route est fermée.",
        "Пять солдат были убиты в воскресенье в засаде недалеко от города, сообщили два офицера.",
        "قتل خمسة جنود في كمين قرب المدينة يوم الأحد، بحسب ضابطين في الجيش.",
    ],
    ids=["French", "Russian", "Arabic"],
)
def test_a_report_in_another_language_is_set_aside(text: str) -> None:
    with pytest.raises(NotAReport) as told:
        one(text)
    assert told.value.code is ProblemCode.LANGUAGE


def test_one_sentence_is_a_report() -> None:
    assert (
        one("Two soldiers were killed near Orlu on Sunday.").text.clean
        == "Two soldiers were killed near Orlu on Sunday."
    )


def test_unpunctuated_text_is_a_report() -> None:
    text = (
        "Troops killed two militants in an encounter in the forests of Orlu on May 3 "
        "reports The Post Two rifles were found said the commander of the brigade who led the search"
    )
    assert one(text).text.clean == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    report = one(
        ("“We stay,” said José Muñoz of Guéra after five men were killed near Orlu on Sunday.\n" * 2).encode(encoding)
    )
    assert "“We stay,” said José Muñoz of Guéra" in report.text.clean
    assert ProblemCode.DECODED_WITH_LOSS not in {problem.code for problem in report.problems}


def test_truncated_utf8_is_read_with_a_problem() -> None:
    data = (STORY + "Their leader is José").encode()[:-1]
    report = one(data)
    assert "Five soldiers" in report.text.clean
    assert ProblemCode.DECODED_WITH_LOSS in {problem.code for problem in report.problems}


def test_ids_stay() -> None:
    first, second = one(STORY, path="a.txt"), one(STORY, path="b.txt")
    assert first.id == second.id
    assert first.id != one(STORY + "More.").id
    assert len(first.id) == 16


def test_wire_copies_have_like_fingerprints() -> None:
    body = "".join(
        f"Sentence number {n} tells of the fighting near the town of Orlu and of its {n} wounded. " for n in range(40)
    )
    first, copy = (
        one(STORY + body),
        one("Another headline for the same story\n\n" + STORY.replace("(Reuters) - ", "-- ") + body),
    )
    other = one(
        "A court in Talavo freed nine men on Friday, since no witness came to speak against them, its clerk said.\n"
    )
    same = sum(a == b for a, b in zip(first.fingerprint, copy.fingerprint, strict=True))
    assert len(first.fingerprint) == 64
    assert same > 45
    assert sum(a == b for a, b in zip(first.fingerprint, other.fingerprint, strict=True)) < 10


def test_of_a_long_text_the_beginning_is_read() -> None:
    text = (
        STORY + "\n" + "\n\n".join(f"Paragraph {n} tells more about the fighting near the town." for n in range(2_000))
    )
    (report,) = clean(page(text), max_chars=5_000)
    assert "Five soldiers" in report.text.clean
    assert len(report.text.clean) <= 5_200
    assert ProblemCode.TRUNCATED in {problem.code for problem in report.problems}


def test_a_report_is_cleaned_in_milliseconds() -> None:
    text = (
        "Five soldiers die on Mardan road\n\n"
        + STORY
        + "\n\n".join(
            f"A villager named Ali Number{n} said that the army had come at night and had taken {n} men with it to the town."
            for n in range(40)
        )
    )
    one(text)
    begun = time.process_time()
    for _ in range(10):
        one(text)
    assert (time.process_time() - begun) / 10 < 0.05


def test_the_two_real_reports(shared: Path) -> None:
    gold = [json.loads(line) for line in (shared / "gold/not_the_report.jsonl").read_text(encoding="utf8").splitlines()]
    for path in sorted((shared / "reports").glob("*.txt")):
        report = one(path.read_bytes(), path=str(path))
        read = [
            (start, end)
            for char, start, end in zip(report.text.clean, report.text.starts, report.text.ends, strict=True)
            if char.strip()
        ]
        for stretch in (item for item in gold if item["report"] == path.name):
            assert not [1 for start, end in read if start >= stretch["start"] and end <= stretch["end"]], stretch


def test_the_examples(repo: Path) -> None:
    marked = repo / "examples/gold/not_the_report.jsonl"
    gold = [json.loads(line) for line in marked.read_text(encoding="utf8").splitlines()]
    inside = total = 0
    for found in collect([repo / "examples/reports"], max_bytes=20_000_000, on_problem=lambda problem: None):
        name = Path(found.path).name
        here = [item for item in gold if item["report"] == name]
        try:
            reports = clean(found)
        except NotAReport:
            continue
        if found.carrier is not None:
            continue
        for report in reports:
            verify(report)
            out = bytearray(len(report.text.raw))
            for item in here:
                out[item["start"] : item["end"]] = b"\x01" * (item["end"] - item["start"])
            total += sum(out)
            for start, end in zip(report.text.starts, report.text.ends, strict=True):
                inside += sum(out[start:end])
    assert total > 10_000
    assert inside < 0.03 * total


WALL = (
    "Close Get email notifications on Dana Orwell daily!\n\nYour notification has been saved.\n\n"
    "There was a problem saving your notification.\n\n"
    "Whenever Dana Orwell posts new content, you'll get an email with a link, at most once a day.\n"
)


def test_behind_a_wall_the_headline_is_the_report(tmp_path: Path) -> None:
    (report,) = record(tmp_path, {"title": "Three miners shot dead at a checkpoint near Hadra", "maintext": WALL})
    assert report.text.clean.strip() == "Three miners shot dead at a checkpoint near Hadra"
    assert ProblemCode.HEADLINE_ONLY in {problem.code for problem in report.problems}


def test_a_wall_under_a_title_that_tells_nothing_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(NotAReport):
        record(tmp_path, {"title": "Ten recipes for a cold evening at home", "maintext": WALL})


OTHERS = "\n\n".join(
    f"{n}:2{n} {words}"
    for n, words in enumerate(
        ["Mayor opens the new bridge", "Five ways to cook millet", "Why the price of onions rose", "Watch the storm come in",
         "The market at dawn", "Who wants to be a minister", "A day on the lake with fishermen"]
    )
)  # fmt: skip


def test_over_headlines_of_other_stories_the_headline_is_the_report(tmp_path: Path) -> None:
    (report,) = record(tmp_path, {"title": "Three miners shot dead at a checkpoint near Hadra", "maintext": OTHERS})
    assert report.text.clean.strip() == "Three miners shot dead at a checkpoint near Hadra"
    assert ProblemCode.HEADLINE_ONLY in {problem.code for problem in report.problems}
    with pytest.raises(NotAReport):
        record(tmp_path, {"title": "Today in the Courier", "maintext": OTHERS})


HEADS = yaml.safe_load((Path(__file__).parent / "cases" / "published_heads.yml").read_text(encoding="utf8"))


@pytest.mark.parametrize("case", HEADS["cases"], ids=lambda c: str(c[1])[:60])
def test_the_day_in_heads_and_feet(case: list[Any]) -> None:
    parts, text, expected = HEADS["sets"][case[0]], case[1], case[2]
    for name, words in parts.items():
        text = text.replace("{" + name + "}", words)
    report = one(text)
    found = str(report.published.day) if report.published else None
    if report.around is not None:
        found = str(report.around.day)[: {"month": 7, "year": 4}[report.around.precision.value]]
    assert found == expected
