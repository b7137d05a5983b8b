"""The pages: addresses, HTML or JSON of the same data, decisions, and errors in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from dateline import __version__, review
from dateline.errors import ConfigError, DatelineError, NotInRecord, StoreError
from dateline.store import Record
from dateline.terms import Verdict
from dateline.web import reading_page, views
from dateline.web.guard import HEADERS, Guard
from dateline.web.search import search as search_view
from dateline.web.told import Data

__all__ = ["make_app", "shown_label"]

_MOST_BYTES = 64_000
#: Characters that turn the direction of what follows (a number could be shown backwards), or that no page can hold.
_UNSEEN = {
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\u25ab"),
    **dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F], "\ufffd"),
}
_PASSWORD = re.compile(r"(://[^:/@\s]+):[^@\s]+@")


def shown_label(label: str) -> str:
    """The name of a record without the password that a database's address may hold."""
    return _PASSWORD.sub(r"\1:…@", label)


class _Refused(DatelineError):
    """A request that is not answered: by whom it was sent, or because nothing may be written."""


def make_app(db: str | Path, *, read_only: bool = False, policy: str = "ucdp", guard: Guard | None = None) -> Flask:
    """The application over a record. ``policy`` chooses low, best and high where the address does not.

    The record is opened for each request, so that a run that reads reports at the same time is seen. Raises StoreError
    where it cannot be opened now.
    """
    guard = guard or Guard()
    address = str(db)
    name = Path(address).name if "://" not in address else (urlsplit(address).path.strip("/") or "record")
    Record.open(address, create=False).close()

    app = Flask("dateline.web", root_path=str(Path(__file__).parent), static_url_path="/static")
    app.config.update(MAX_CONTENT_LENGTH=_MOST_BYTES, MAX_FORM_MEMORY_SIZE=_MOST_BYTES)
    app.jinja_options = {**app.jinja_options, "finalize": _shown, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.filters["words"] = _words
    app.jinja_env.filters["safe_url"] = _safe_url
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["noun"] = _noun

    def answer(template: str, view: Callable[[Record], Data], *, as_json: bool, **more: Any) -> AnyResponse:
        with Record.open(address, create=False) as record:
            data = view(record)
        if as_json:
            return _json(data)
        return _html(template, data, json_address=_json_address(), **more)

    def _html(template: str, data: Data, *, status: int = 200, **more: Any) -> Response:
        words = render_template(
            template,
            page=data,
            record_name=name,
            read_only=read_only,
            token=guard.token,
            version=__version__,
            asked=request.args,
            **more,
        )
        return Response(words.encode("utf8", "replace"), status, content_type="text/html; charset=utf-8")

    # ------------------------------------------------------------------------------------------------------ pages

    @app.get("/")
    @app.get("/brief")
    @app.get("/brief<any('.json'):form>")
    def brief(form: str = "") -> AnyResponse:
        title = f"Brief of {name}"
        return answer(
            "brief.html", lambda r: views.brief(r, request.args, title=title, policy=policy), as_json=bool(form)
        )

    @app.get("/events")
    @app.get("/events<any('.json'):form>")
    def events(form: str = "") -> AnyResponse:
        return answer("events.html", lambda r: views.events(r, request.args, policy=policy), as_json=bool(form))

    @app.get("/event/<event_id>")
    def event(event_id: str) -> AnyResponse:
        key, as_json = _key(event_id)
        return answer("event.html", lambda r: views.event(r, key, request.args, policy=policy), as_json=as_json)

    @app.get("/reports")
    @app.get("/reports<any('.json'):form>")
    def reports(form: str = "") -> AnyResponse:
        return answer("reports.html", lambda r: views.reports(r, request.args), as_json=bool(form))

    @app.get("/report/<report_id>")
    def report(report_id: str) -> AnyResponse:
        key, as_json = _key(report_id)
        return answer(
            "report.html",
            lambda r: reading_page.report(r, key),
            as_json=as_json,
            paragraphs=reading_page.paragraphs,
        )

    @app.get("/queue")
    @app.get("/queue<any('.json'):form>")
    def queue(form: str = "") -> AnyResponse:
        return answer("queue.html", lambda r: views.queue(r, request.args), as_json=bool(form))

    @app.get("/pair/<a>/<b>")
    def pair(a: str, b: str) -> AnyResponse:
        key, as_json = _key(b)
        return answer("pair.html", lambda r: views.pair(r, a, key), as_json=as_json)

    @app.get("/search")
    @app.get("/search<any('.json'):form>")
    def search(form: str = "") -> AnyResponse:
        return answer("search.html", lambda r: search_view(r, request.args, policy=policy), as_json=bool(form))

    # -------------------------------------------------------------------------------------------------- decisions

    @app.post("/decide")
    def decide() -> AnyResponse:
        form = request.form
        verdict = form.get("verdict", "")
        if verdict not in {v.value for v in Verdict}:
            raise ConfigError(f"choose same, different or unsure; got {verdict!r}")
        reason, by = form.get("reason", ""), form.get("by", "")
        if not by.strip() or not reason.strip():
            raise ConfigError("a decision needs a reason and a name: they stand in the history")
        a, b = form.get("a", ""), form.get("b", "")
        with Record.open(address, create=False) as record:
            review.decide(record, a, b, Verdict(verdict), reason=reason.strip(), by=by.strip())
        return _back(form.get("back", ""), a, b, by.strip())

    @app.post("/undo")
    def undo() -> AnyResponse:
        form = request.form
        number, by = form.get("number", ""), form.get("by", "")
        if not (number.isascii() and number.isdigit() and len(number) < 16):
            raise ConfigError(f"say which decision is taken back, by its number; got {number!r}")
        if not by.strip():
            raise ConfigError("taking a decision back needs a name: it stands in the history")
        with Record.open(address, create=False) as record:
            review.undo(record, by=by.strip(), reason=form.get("reason", "").strip(), number=int(number))
        return _back(form.get("back", ""), form.get("a", ""), form.get("b", ""), by.strip())

    def _back(where: str, a: str, b: str, by: str) -> AnyResponse:
        if where == "pair" and a and b:
            return redirect(url_for("pair", a=a, b=b, by=by), 303)
        return redirect(url_for("queue", by=by), 303)

    # ---------------------------------------------------------------------------------------------- guard, errors

    @app.before_request
    def check() -> None:
        if not guard.knows_host(request.host):
            raise _Refused(
                f"this server does not answer to the name {request.host!r}: open it by the address that it printed "
                "when it started, or start it with --host and the name"
            )
        if request.method == "POST":
            if read_only:
                raise _Refused("this server was started with --read-only: nothing can be decided here")
            refused = guard.refuses_post(
                host=request.host,
                origin=request.headers.get("Origin"),
                fetch_site=request.headers.get("Sec-Fetch-Site"),
                token=request.form.get("token", ""),
            )
            if refused:
                raise _Refused(f"nothing was decided: {refused}")

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    def _error(status: int, heading: str, message: str, hints: list[tuple[str, str]]) -> AnyResponse:
        data: Data = {"status": status, "error": heading, "message": shown_label(message)}
        if request.path.endswith(".json"):
            return _json(data, status)
        return _html("error.html", data, status=status, hints=hints, json_address=None)

    @app.errorhandler(NotInRecord)
    def not_there(error: NotInRecord) -> AnyResponse:
        kind, _, key = request.path.strip("/").partition("/")
        key = key.removesuffix(".json")
        hints = [("All events", url_for("events")), ("All reports", url_for("reports"))]
        if key and kind in ("event", "report"):
            hints.append((f"Search for “{key[:60]}”", url_for("search", q=key[:60])))
            message = (
                f"There is no {kind} {key!r} in {name}. The address of an event or a report ends with its id (an event's "
                "may be cut short as long as it fits one event alone). An event that was joined with another goes on "
                "under the older id; a record that was made anew may have other ids."
            )
        else:
            message = str(error)
        return _error(404, "Not in this record", message, hints)

    @app.errorhandler(ConfigError)
    def not_asked_well(error: ConfigError) -> AnyResponse:
        return _error(400, "That cannot be asked so", str(error), [("The brief", url_for("brief"))])

    @app.errorhandler(_Refused)
    def refused(error: _Refused) -> AnyResponse:
        return _error(403, "Refused", str(error), [("The brief", "/")])

    @app.errorhandler(StoreError)
    def no_record(error: StoreError) -> AnyResponse:
        if request.method == "POST":
            return _error(400, "Nothing was decided", str(error), [("The queue", url_for("queue"))])
        return _error(503, "The record cannot be read", str(error), [("Try again", request.full_path.rstrip("?"))])

    @app.errorhandler(HTTPException)
    def other(error: HTTPException) -> AnyResponse:
        status = error.code or 500
        if status == 404:
            hints = [("The brief", url_for("brief")), ("Events", url_for("events")), ("Reports", url_for("reports"))]
            return _error(404, "There is no such page", f"Nothing lies at {request.path!r}.", hints)
        return _error(status, error.name, error.description or "", [("The brief", url_for("brief"))])

    return app


# ------------------------------------------------------------------------------------------------------------- within


def _key(text: str) -> tuple[str, bool]:
    """The id in an address, and whether JSON is asked for."""
    return (text.removesuffix(".json"), True) if text.endswith(".json") else (text, False)


def _json(data: Mapping[str, Any], status: int = 200) -> Response:
    # A lone surrogate, which a broken page can hold, is written as its JSON escape.
    words = json.dumps(data, ensure_ascii=False, indent=1).encode("utf8", "backslashreplace")
    return Response(words + b"\n", status, content_type="application/json; charset=utf-8")


def _json_address() -> str:
    path = "/brief" if request.path == "/" else request.path
    query = urlencode([(k, v) for k, v in request.args.items(multi=True) if k != "by"])
    return f"{path}.json" + (f"?{query}" if query else "")


def _shown(value: Any) -> Any:
    """What a template prints: no control character of a report takes effect on the page."""
    return value.translate(_UNSEEN) if type(value) is str else value


def _words(value: object) -> str:
    """A word of a closed vocabulary as a person reads it: "armed_clash" as "armed clash"."""
    return str(value).replace("_", " ")


def _noun(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "12 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _day(value: str | None) -> str:
    """A day of the data, "2025-03-26", as "26 Mar 2025"."""
    if not value:
        return ""
    day = date.fromisoformat(value[:10])
    return f"{day.day} {day:%b %Y}"


def _safe_url(value: str | None) -> str | None:
    """An address that may be followed: of the web, and nothing that a page could make a browser run."""
    if not value:
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme in ("http", "https") and parts.netloc else None
