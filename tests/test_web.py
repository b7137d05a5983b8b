"""The pages: the same content in HTML and JSON, who says so beside each figure, hostile words, decisions, and refusals."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from build import event, figure, place, record_of, report
from dateline.errors import ConfigError, ProblemCode, StoreError
from dateline.export import make_brief
from dateline.model import Claim, LeftOut, Problem, Report
from dateline.review import findings, history
from dateline.store import Record, Wanted, paging
from dateline.terms import Bound, CountSpan, EventKind, LeftOutReason, Stance, VictimClass
from dateline.text import Piece, Span, Text
from dateline.web import make_app, serve, views
from dateline.web.app import shown_label
from dateline.web.guard import Guard, is_loopback
from dateline.web.reading_page import WayBack, paragraphs
from dateline.web.search import patterns, snippet
from test_cli import dateline

TOWN = place("Bitkine", at=(11.98, 18.21), country="TD")
Told = tuple[Report, list[Claim]]
TOKEN = "the-token-of-this-test"
HOSTILE = '<script>alert(1)</script> "Dead & buried" \u202e21 <img src=x onerror=alert(2)>'


def attack(name: str, day: str, killed: int, who: str = "the mayor") -> Told:
    text = report(
        f"{name}: gunmen attacked Bitkine at night, killing {killed} people, {who} said.", name=name, source=name
    )
    happened = event(text, "gunmen attacked Bitkine at night", EventKind.ATTACK, day=day, where=TOWN)
    return text, [happened, figure(text, f"killing {killed} people", low=killed, speaker=who, about=happened)]


def told() -> list[Told]:
    """Two attacks that may be one, one more far away with a denial, a running total, and a page of hostile words."""
    strike = report(
        "Jets struck Zarga market.\nAt least 30 civilians died, the rebels said.\nThe army said 9 rebels died. "
        "Since January 400 people were killed.",
        name="c.txt",
        source="Meridian",
        title="Jets strike market",
    )
    hit = event(
        strike, "Jets struck Zarga market", EventKind.AIR_STRIKE, day="2025-04-02", by=["army"], where=place("Zarga")
    )
    rebels = figure(
        strike, "At least 30 civilians died", low=30, bound=Bound.AT_LEAST, speaker="the rebels", about=hit,
        victims=VictimClass.CIVILIAN, victim_words="civilians", number="30",
    )  # fmt: skip
    army = figure(strike, "9 rebels died", low=9, speaker="The army", about=hit, victims=VictimClass.COMBATANT,
                  victim_words="rebels", stance=Stance.DENIED)  # fmt: skip
    total = figure(strike, "400 people were killed", low=400, span=CountSpan.TOTAL)
    nasty = report(
        f"{HOSTILE}\nIn Doum 3 people died, <b>sources</b> said.",
        name="<d>.html",
        source="<i>Evil</i> Post",
        title=HOSTILE,
    )
    nasty = replace(
        nasty,
        url="javascript:alert(3)",
        left_out=(LeftOut(span=Span(0, 25), reason=LeftOutReason.TEASER, rule="teaser <u>", opens="<script>"),),
        problems=(Problem(code=ProblemCode.NO_DATE, stage="clean", detail="<em>none</em>", report_id=nasty.id),),
    )
    dead = figure(nasty, "3 people died", low=3, speaker="<b>sources</b>")
    return [
        attack("a.txt", "2025-03-26", 7),
        attack("b.txt", "2025-03-27", 7),
        (strike, [hit, rebels, army, total]),
        (nasty, [dead]),
    ]  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with Record.open(path) as record:
        record_of(*told(), record=record)
    return path


@pytest.fixture
def client(db: Path) -> FlaskClient:
    return client_of(db)


def client_of(db: Path, **settings: Any) -> FlaskClient:
    app = make_app(db, guard=Guard(settings.pop("host", "127.0.0.1"), TOKEN), **settings)
    app.config["TESTING"] = True
    return app.test_client()


@pytest.fixture
def record(db: Path) -> Iterator[Record]:
    with Record.open(db) as opened:
        yield opened


def data(client: FlaskClient, path: str, **asked: str) -> dict[str, Any]:
    answer = client.get(path, query_string=asked)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type.startswith("application/json")
    return json.loads(answer.data)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given[n] for n in ("href", "src", "action") if given.get(n)]

    def handle_data(self, words: str) -> None:
        self.words.append(words)


def page(client: FlaskClient, path: str, **asked: str) -> _Words:
    answer = client.get(path, query_string=asked or None)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    parser = _Words()
    parser.feed(answer.get_data(as_text=True))
    return parser


def words(client: FlaskClient, path: str, **asked: str) -> str:
    return " ".join(" ".join(page(client, path, **asked).words).split())


def all_pages(client: FlaskClient, pair: tuple[str, str] | None = None) -> list[str]:
    rows = data(client, "/events.json")["events"]
    reports = data(client, "/reports.json")["reports"]
    a, b = pair or first_pair(client)
    return [
        "/", "/brief", "/events", "/reports", "/queue", "/search?q=people",
        *(f"/event/{e['id']}" for e in rows),
        *(f"/report/{r['id']}" for r in reports),
        f"/pair/{a}/{b}",
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------- what pages hold


def test_the_brief_is_the_brief_of_the_command_line(client: FlaskClient, record: Record) -> None:
    found = data(client, "/brief.json")
    made = make_brief(
        record.events(policy="ucdp"), record.claims(), {r.id: r for r in record.reports()}, title="x", findings=findings(record)
    )  # fmt: skip
    assert found["summary"] == list(made.summary)
    assert [[e["id"] for e in d["events"]] for d in found["days"]] == [
        [e.id for e in events] for _, events in made.days
    ]
    assert [n["sentence"] for n in found["notes"]] == [n.sentence for n in made.notes]
    (totals,) = [s for s in found["sections"] if s["heading"] == "Running totals"]
    assert [f["amount"] for f in totals["figures"]] == ["400"]
    html = words(client, "/")
    for day in found["days"]:
        assert day["words"] in html
        for one in day["events"]:
            assert one["title"] in html
            for f in (f for t in one["tolls"] if not one["short"] for f in t["figures"]):
                assert f"{f['amount']} {f['victims']} {f['speaker']}" in html
            assert one["more"] in html


def test_every_note_of_the_brief_leads_to_a_sentence_of_its_report(client: FlaskClient) -> None:
    notes = data(client, "/brief.json")["notes"]
    links = page(client, "/").links
    for note in notes:
        report_at = f"/report/{note['report_id']}"
        assert f"{report_at}#s{note['start']}" in links
        assert f"s{note['start']}" in page(client, report_at).ids


def test_since_and_until_narrow_the_brief_and_the_events(client: FlaskClient) -> None:
    days = [d["day"] for d in data(client, "/brief.json", since="2025-03-27", until="2025-03-31")["days"]]
    assert days == ["2025-03-27"]
    found = data(client, "/events.json", since="2025-03-27", until="2025-03-31")["events"]
    assert [e["first_day"] for e in found] == ["2025-03-27"]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({"kind": "air_strike"}, ["air_strike"]),
        ({"place": "bitk"}, ["attack", "attack"]),
        ({"place": "Chad"}, ["attack", "attack"]),
        ({"place": "td"}, ["attack", "attack"]),
        ({"actor": "ARMY"}, ["air_strike"]),
        ({"text": "jets market"}, ["air_strike"]),
        ({"text": "jets bitkine"}, []),
        ({"place": "100%"}, []),
        ({"kind": "attack", "until": "2025-03-26"}, ["attack"]),
    ],
)
def test_filters_stand_in_the_address(client: FlaskClient, asked: dict[str, str], kinds: list[str]) -> None:
    found = data(client, "/events.json", **asked)
    assert [e["kind"] for e in found["events"]] == kinds
    assert found["count"] == len(kinds)
    assert page(client, "/events", **asked).tags.count("tbody") == len(kinds)


def test_each_number_of_the_events_table_stands_beside_who_says_so(client: FlaskClient) -> None:
    (strike,) = data(client, "/events.json", kind="air_strike")["events"]
    said = {(w["amount"], w["counted"], w["who"], w["stance"]) for line in strike["tolls"] for w in line["who"]}
    assert ("at least 30", "civilians", "the rebels", "asserted") in said
    html = words(client, "/events", kind="air_strike")
    for number, counted, who, _ in said:
        assert f"{number} {counted} : {who}" in html or f"{number} {counted}: {who}" in html


def test_an_event_shows_every_figure_with_words_speaker_report_and_policy(client: FlaskClient) -> None:
    (strike,) = data(client, "/events.json", kind="air_strike")["events"]
    found = data(client, f"/event/{strike['id']}.json")
    assert {f["who"] for f in found["figures"]} == {"the rebels", "The army"}
    html = words(client, f"/event/{strike['id']}")
    for f in found["figures"]:
        assert f["amount"] in html
        assert " ".join(f["sentence"].split()) in html
        assert f["who"] in html
    assert "denied" in html
    lowest = data(client, f"/event/{strike['id']}.json", policy="lowest")
    assert lowest["policy"] == "lowest"
    assert {line["policy"] for line in lowest["tolls"]} == {"lowest"}
    assert data(client, f"/event/{strike['id'][:6]}.json")["id"] == strike["id"]


def test_a_report_marks_the_words_relied_upon(client: FlaskClient, record: Record) -> None:
    strike = record.report("c.txt")
    found = data(client, f"/report/{strike.id}.json")
    assert found["text"] == strike.text.clean
    for claim in found["claims"]:
        start, end = claim["clean"]
        assert found["text"][start:end] == claim["quote"]
    html = client.get(f"/report/{strike.id}").get_data(as_text=True)
    marked = re.findall(r'<mark class="figure number">(.*?)</mark>', html)
    assert marked == ["30", "9", "400"]
    assert f'lang="{strike.language}"' in html


def test_left_out_parts_are_folded_with_their_reason_and_problems_are_shown(
    client: FlaskClient, record: Record
) -> None:
    nasty = record.report("<d>.html")
    html = words(client, f"/report/{nasty.id}")
    assert "teaser" in html
    assert "rule teaser <u>" in html
    assert ProblemCode.NO_DATE.message in html
    assert "details" in page(client, f"/report/{nasty.id}").tags


def test_search_finds_reports_and_events_and_says_how_far_it_came(client: FlaskClient) -> None:
    found = data(client, "/search.json", q='"bitkine at night" seven')
    assert found["reports"] == []
    found = data(client, "/search.json", q='"BITKINE at night"')
    assert {r["name"] for r in found["reports"]} == {"a.txt", "b.txt"}
    assert len(found["events"]) == 2
    assert (found["looked_through"], found["next"]) == (4, None)
    assert "4 reports of 4 looked through" in words(client, "/search", q="bitkine")
    assert data(client, "/search.json", q="  ")["looked_through"] == 0


def test_every_page_has_its_json_and_the_html_names_it(client: FlaskClient) -> None:
    for path in all_pages(client):
        plain, _, query = path.partition("?")
        named = ("/brief" if plain == "/" else plain) + ".json" + (f"?{query}" if query else "")
        html = client.get(path).get_data(as_text=True)
        assert f'href="{named}"' in html
        assert isinstance(json.loads(client.get(named).data), dict)


def test_the_documented_keys_are_there(client: FlaskClient, repo: Path) -> None:
    documented = repo.joinpath("docs/web.md").read_text(encoding="utf8")
    pages = {
        "/brief": "/brief",
        "/events": "/events",
        "/reports": "/reports",
        "/queue": "/queue",
        "/search": "/search?q=people",
    }
    strike = data(client, "/events.json", kind="air_strike")["events"][0]["id"]
    pair = data(client, "/queue.json")["pairs"][0]
    pages |= {
        "/event/ID": f"/event/{strike}",
        "/report/ID": f"/report/{data(client, '/reports.json')['reports'][0]['id']}",
    }
    pages["/pair/A/B"] = f"/pair/{pair['a']['id']}/{pair['b']['id']}"
    for name, path in pages.items():
        plain, _, query = path.partition("?")
        found = json.loads(client.get(f"{plain}.json?{query}").data)
        section = documented.split(f"### {name}.json\n", 1)[1].split("\n### ", 1)[0]
        assert set(found) == set(re.findall(r"^\| `(\w+)` \|", section, re.M)), name


class _Nesting(HTMLParser):
    """Every tag that is opened is closed, in order, and nothing stands inside a paragraph that cannot."""

    EMPTY = frozenset({"meta", "link", "input", "br", "col", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            assert not (tag in ("p", "ul", "ol", "table", "section", "form", "dl") and "p" in self.open), self.getpos()
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())


def test_the_html_is_well_nested_and_tells_its_language_and_heading(client: FlaskClient) -> None:
    client.post("/decide", data=form(client, verdict="unsure"))
    pair = data(client, "/queue.json")["decisions"][0]
    for path in [*all_pages(client, (pair["a"], pair["b"])), "/nowhere"]:
        html = client.get(path).get_data(as_text=True)
        checked = _Nesting()
        checked.feed(html)
        assert checked.open == [], path
        assert '<html lang="en">' in html
        found = _Words()
        found.feed(html)
        assert found.tags.count("h1") == 1, path
        assert len(found.ids) == len(set(found.ids)), path


# ------------------------------------------------------------------------------------------------------- hostile words


def test_no_word_of_a_report_becomes_markup(client: FlaskClient) -> None:
    for path in all_pages(client):
        answer = client.get(path)
        html = answer.get_data(as_text=True)
        found = page(client, path)
        assert not {"script", "img", "b", "u"} & set(found.tags), path
        assert not [link for link in found.links if link.startswith("javascript")]
        assert "\u202e" not in html
        assert "<script" not in html.casefold()
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


def test_hostile_words_are_shown_as_they_are(client: FlaskClient, record: Record) -> None:
    nasty = record.report("<d>.html")
    html = client.get(f"/report/{nasty.id}").get_data(as_text=True)
    assert "<script>alert(1)</script>" in unescape(re.sub(r"<(?!script)[^>]*>", "", html))
    assert data(client, f"/report/{nasty.id}.json")["title"] == HOSTILE
    search = client.get("/search", query_string={"q": '"><script>x'}).get_data(as_text=True)
    assert "<script" not in search


def test_a_page_of_broken_characters_is_still_shown(tmp_path: Path) -> None:
    words_ = f"{'Four people died here. ' * 20}Half a pair \ud800 and more \x00 \x1b."
    broken = replace(report("Four people died.", name="s.txt"), text=Text.plain(words_))
    path = tmp_path / "s.db"
    with Record.open(path) as record:
        record.add(broken, b"x", [])
    client = client_of(path)
    assert client.get(f"/report/{broken.id}").status_code == 200
    assert json.loads(client.get(f"/report/{broken.id}.json").data)["text"] == broken.text.clean
    assert client.get("/search?q=pair").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""])
def test_a_foreign_name_for_this_machine_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/brief.json", headers={"Host": host})
    assert answer.status_code in (400, 403)
    assert b"days" not in answer.data


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8123", "[::1]:8000"])
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/events.json", headers={"Host": host}).status_code == 200


def test_bound_to_the_network_it_answers_to_addresses_and_to_its_name_alone() -> None:
    guard = Guard("desk.newsroom.example")
    assert guard.knows_host("desk.newsroom.example:8000")
    assert guard.knows_host("192.168.1.7:8000")
    assert not guard.knows_host("other.example")
    assert not Guard("127.0.0.1").knows_host("192.168.1.7")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")


# -------------------------------------------------------------------------------------------------------- decisions


def first_pair(client: FlaskClient) -> tuple[str, str]:
    pair = data(client, "/queue.json")["pairs"][0]
    return pair["a"]["id"], pair["b"]["id"]


def form(client: FlaskClient, **more: str) -> dict[str, str]:
    a, b = first_pair(client)
    return {"token": TOKEN, "a": a, "b": b, "verdict": "same", "reason": "one night", "by": "N. Editor"} | more


def test_decide_and_undo_through_the_browser(client: FlaskClient, record: Record) -> None:
    before = record.events()
    a, b = first_pair(client)
    done = client.post("/decide", data=form(client), headers={"Origin": "http://localhost"})
    assert done.status_code == 303
    assert [(d.action, d.by, d.reason) for d in history(record)] == [("same", "N. Editor", "one night")]
    assert len(record.events()) == len(before) - 1
    after = data(client, "/queue.json")
    assert after["pairs"] == []
    assert after["decisions"][0]["in_force"] is True
    joined = record.event_ids([a])[a]
    assert "one night" in words(client, f"/event/{joined}")
    number = str(after["decisions"][0]["number"])
    done = client.post("/undo", data={"token": TOKEN, "number": number, "by": "N. Editor"})
    assert done.status_code == 303
    assert record.events() == before
    assert first_pair(client) == (a, b)
    assert "taken back by N. Editor" in words(client, "/queue")


@pytest.mark.parametrize(
    ("headers", "more", "status"),
    [
        ({}, {"token": "another"}, 403),
        ({}, {"token": ""}, 403),
        ({"Origin": "http://evil.example"}, {}, 403),
        ({"Origin": "null"}, {}, 403),
        ({"Origin": "http://localhost:9999"}, {}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, {}, 403),
        ({"Sec-Fetch-Site": "same-site"}, {}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, {}, 403),
        ({}, {"verdict": "perhaps"}, 400),
        ({}, {"reason": "  "}, 400),
        ({}, {"by": ""}, 400),
        ({}, {"b": "0123456789abcdef"}, 404),
        ({}, {"reason": "x" * 100_000}, 413),
    ],
)
def test_what_decides_nothing(
    client: FlaskClient, record: Record, headers: dict[str, str], more: dict[str, str], status: int
) -> None:
    for path, sent in (("/decide", form(client, **more)), ("/undo", form(client, number="1", **more))):
        if path == "/undo" and status in (400, 404):
            continue
        assert client.post(path, data=sent, headers=headers).status_code == status
    assert history(record) == []


def test_a_claim_cannot_be_decided_with_itself(client: FlaskClient, record: Record) -> None:
    a, _ = first_pair(client)
    answer = client.post("/decide", data=form(client, b=a))
    assert answer.status_code == 400
    assert b"one claim" in answer.data
    assert history(record) == []


def test_read_only_shows_no_form_and_refuses_to_decide(db: Path, record: Record) -> None:
    client = client_of(db, read_only=True)
    assert "fieldset" not in page(client, "/queue").tags
    assert "read only" in words(client, "/queue")
    answer = client.post("/decide", data=form(client))
    assert answer.status_code == 403
    assert b"--read-only" in answer.data
    assert client.post("/undo", data={"token": TOKEN, "number": "1", "by": "x"}).status_code == 403
    assert history(record) == []


def test_nothing_is_decided_by_following_a_link(client: FlaskClient) -> None:
    assert client.get("/decide").status_code == 405
    assert client.get("/undo").status_code == 405


def test_two_statements_side_by_side(client: FlaskClient) -> None:
    a, b = first_pair(client)
    found = data(client, f"/pair/{a}/{b}.json")
    assert (found["a"]["id"], found["b"]["id"], found["verdict"]) == (a, b, "unsure")
    html = words(client, f"/pair/{a}/{b}")
    assert "gunmen attacked Bitkine" in html
    assert found["reasons"][0] in html
    client.post("/decide", data=form(client, verdict="different", reason="two nights", back="pair"))
    assert "two nights" in words(client, f"/pair/{a}/{b}")


# ---------------------------------------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    "path", ["/event/zzz", "/report/zzz", "/pair/x/y", "/nowhere", "/event/zzz.json", "/report/../x"]
)
def test_an_unknown_id_gets_a_page_that_helps(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    if path.endswith(".json"):
        assert json.loads(answer.data)["status"] == 404
    else:
        found = _Words()
        found.feed(answer.get_data(as_text=True))
        assert "/events" in found.links


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/events?since=yesterday", "YYYY-MM-DD"),
        ("/events?kind=war", "air_strike"),
        ("/events?after=x", "first page"),
        ("/brief?policy=mean", "ucdp"),
        ("/reports?before=-1", "whole number"),
        ("/queue?from=x", "whole number"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_does(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert said in unescape(answer.get_data(as_text=True))


def test_a_missing_or_newer_record_or_another_file_is_refused_in_words(tmp_path: Path, db: Path) -> None:
    with pytest.raises(StoreError, match="dateline read"):
        make_app(tmp_path / "none.db")
    (tmp_path / "x.db").write_text("words", encoding="utf8")
    with pytest.raises(StoreError, match="not a record"):
        make_app(tmp_path / "x.db")
    client = client_of(db)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    answer = client.get("/events")
    assert answer.status_code == 503
    assert b"newer Dateline" in answer.data
    with pytest.raises(StoreError, match="newer Dateline"):
        make_app(db)


def test_a_port_in_use_is_said_in_words(db: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigError, match=r"in use.*--port"):
            serve(db, port=taken.getsockname()[1])
    with pytest.raises(ConfigError, match=r"try --host 127\.0\.0\.1"):
        serve(db, host="no.such.host.invalid", port=0)


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    done = dateline("web", "--db", str(tmp_path / "none.db"))
    assert done.returncode == 1
    assert "dateline read" in done.stderr


def test_no_password_of_a_database_is_shown() -> None:
    assert shown_label("there is no report in postgresql://desk:s3cret@host/war; look") == (
        "there is no report in postgresql://desk:…@host/war; look"
    )


# ------------------------------------------------------------------------------------------------------ large records


def many(count: int) -> list[Told]:
    days = [f"2025-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(count)]
    return [attack(f"r{n}.txt", day, n + 1) for n, day in enumerate(days)]


def test_pages_of_events_hold_each_event_once_newest_first() -> None:
    undated = report("Gunmen attacked Mongo.", name="u.txt", source="u")
    with record_of(*many(7), (undated, [event(undated, "Gunmen attacked Mongo", EventKind.ATTACK)])) as record:
        every = {e.id for e in record.events()}
        seen: list[str] = []
        after = None
        while True:
            part = record.event_page(Wanted(), after=after, limit=3)
            seen += [e.id for e in part.events]
            after = part.next
            if after is None:
                break
        assert len(seen) == len(set(seen)) == len(every)
        assert set(seen) == every
        days = [e.when.start for i in seen if (e := record.event(i)).when]
        assert days == sorted(days, reverse=True)
        assert record.event(seen[-1]).when is None
        assert record.event_count(Wanted(), most=5) == (5, False)
        assert record.event_count(Wanted()) == (8, True)


def test_names_and_words_are_looked_for_in_so_many_events_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "WORDS_LOOKED_FOR_IN", 2)
    with record_of(*many(7)) as record:
        wanted, after, seen, pages = Wanted(words=("killing 3",)), None, [], 0
        assert record.event_count(wanted) == (0, False)
        while True:
            part = record.event_page(wanted, after=after)
            seen += [f.toll.low for e in part.events for f in e.figures if f.toll]
            pages, after = pages + 1, part.next
            assert part.looked_through is (after is None)
            if after is None:
                break
        assert (seen, pages) == ([3], 4)


def test_a_record_too_large_for_one_brief_is_shown_by_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WHOLE_EVENTS", 3)
    monkeypatch.setattr(views, "_BRIEF_EVENTS", 3)
    path = tmp_path / "many.db"
    with Record.open(path) as record:
        record_of(*many(7), told()[2], record=record)
        every = {e.id for e in record.events()}
    client = client_of(path)
    seen: list[str] = []
    totals = []
    asked: dict[str, str] = {}
    while True:
        found = data(client, "/brief.json", **asked)
        assert not found["whole"]
        seen += [e["id"] for d in found["days"] for e in d["events"]]
        totals += [f["amount"] for s in found["sections"] for f in s["figures"]]
        if found["next"] is None:
            break
        assert "Earlier events" in words(client, "/brief", **asked)
        asked = {"after": found["next"]}
    assert sorted(seen) == sorted(every)
    assert totals == ["400"]


def test_a_search_that_takes_too_long_stops_and_goes_on(
    client: FlaskClient, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.web import search as module

    monkeypatch.setattr(module, "_BATCH", 1)
    found: list[str] = []
    asked = {"q": "people"}
    for _ in range(10):
        part = module.search(record, asked, policy="ucdp", seconds=0.0)
        assert part["looked_through"] <= 1
        found += [r["name"] for r in part["reports"]]
        if part["next"] is None:
            break
        asked = {"q": "people", "before": str(part["next"])}
    assert sorted(found) == ["<d>.html", "a.txt", "b.txt", "c.txt"]


# ---------------------------------------------------------------------------------------------------------- marking


pieces = st.lists(
    st.tuples(st.sampled_from(["a", "bc ", "\n", "1,200 ", "é"]), st.integers(0, 3), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(pieces, st.data())
@settings(max_examples=150, deadline=None)
def test_raw_ranges_lead_back_to_the_clean_words(parts: list[tuple[str, int, bool]], draw: st.DataObject) -> None:
    made, at, raw = [], 0, ""
    for words_, gap, inserted in parts:
        raw += "#" * gap
        at += gap
        length = 0 if inserted else len(words_)
        made.append(Piece(words_, Span(at, at + length)))
        raw += words_[:length]
        at += length
    text = Text.of_pieces(raw, made)
    start = draw.draw(st.integers(0, len(raw)))
    span = Span(start, draw.draw(st.integers(start, len(raw))))
    assert WayBack(text).clean(span) == text.to_clean(span)


@given(st.text("ab \n.", max_size=40), st.data())
@settings(max_examples=150, deadline=None)
def test_marking_loses_no_character_and_repeats_no_anchor(text: str, draw: st.DataObject) -> None:
    def span(label: str) -> list[int] | None:
        start = draw.draw(st.integers(0, len(text)), label)
        end = draw.draw(st.integers(start, len(text)), label)
        return [start, end] if end > start else None

    claims = []
    for number in range(draw.draw(st.integers(0, 4), "claims")):
        sentence = span("sentence")
        claims.append(
            {
                "id": f"c{number}",
                "type": draw.draw(st.sampled_from(["event", "figure"])),
                "clean": span("clean"),
                "clean_sentence": sentence,
                "clean_number": span("number"),
                "sentence_start": sentence[0] if sentence else 0,
                "number_on_page": number + 1,
            }
        )
    made = paragraphs(text, claims)
    joined = "\n".join("".join(p.text for s in one.stretches for p in s.pieces) for one in made)
    assert joined == "\n".join(line for line in text.split("\n") if line)
    anchors = [a for one in made for a in [*one.anchors, *(s.anchor for s in one.stretches)] if a]
    assert len(anchors) == len(set(anchors))
    starts = {
        f"s{c['sentence_start']}"
        for c in claims
        if c["clean_sentence"] and text[slice(*c["clean_sentence"])].strip("\n")
    }
    assert starts <= set(anchors)
    marked = {n for one in made for s in one.stretches for p in s.pieces for n, _ in p.notes}
    assert marked == {c["number_on_page"] for c in claims if c["clean"] and text[c["clean"][1] - 1] != "\n"}


def test_a_snippet_keeps_the_words_around_what_was_found() -> None:
    text = f"{'before ' * 40}the Zarga  market was hit{' after' * 60}"
    found = snippet(text, patterns('"zarga market"'))
    assert [p["text"] for p in found if p["hit"]] == ["Zarga  market"]
    assert found[0]["text"] == "… "
    assert len("".join(p["text"] for p in found)) < 400
