"""HTML: the main text by trafilatura, each paragraph of it led back to the characters of the page.

The page is read twice. A small tokenizer of our own goes through the source once and knows, for every visible
character, where it stands and inside which elements; trafilatura says which of these paragraphs are the main
text. So its judgement is used, but never its characters.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from dateline.clean.published import day_in, iso_day
from dateline.errors import NotAReport, ProblemCode
from dateline.model import LeftOut, Problem
from dateline.terms import DateBasis, LeftOutReason
from dateline.text import Piece, Span

__all__ = ["MarkedUp", "marked_up"]

# Limits of what a page of news can be; browsers stop at a depth of 512 (HTML standard, parsing, "reasonable limits").
_MAX_DEPTH = 500
_MAX_TAGS = 40_000
_MAX_OPEN = 8
_LONG_ATTRIBUTE = 4_000
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^\"'>]|"
    r"\"[^\"]*\"|'[^']*')*+)>|"
    r"<[!?][^>]*>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?",
    re.S,
)
_MARK = re.compile("<(?=[a-zA-Z!?/])|&(?=[#a-zA-Z])")
_RAW = {
    name: re.compile(rf"</{name}\s*>", re.I)
    for name in ("script", "style", "template", "svg", "math", "iframe", "noembed", "object", "canvas")
}
_RAW |= {name: re.compile(rf"</{name}\s*>", re.I) for name in ("textarea", "select", "noscript")}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "ul",
    ]
)
# Elements that close when another of them opens (HTML standard, optional tags).
_IMPLIED = {"p": frozenset({"p"}), "li": frozenset({"li", "p"}), "dd": frozenset({"dd", "dt", "p"}),
            "dt": frozenset({"dd", "dt", "p"}), "tr": frozenset({"tr", "td", "th"}),
            "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "option": frozenset({"option"})}  # fmt: skip
_KEPT_TAGS = frozenset(
    [
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "li",
        "nav",
        "aside",
        "footer",
        "header",
        "form",
        "button",
        "blockquote",
        "title",
        "time",
        "a",
        "head",
    ]
)
_AROUND = frozenset(["nav", "aside", "footer", "form", "button", "head", "title"])
_CLASS = re.compile(r"\b(?:class|id|role|itemprop)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I)
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_\"'-])(?:wp-caption(?:-text)?|caption(?:-text)?|image-caption|photo-caption|credit|"
    r"media-caption)(?:[\s_\"'-]|$)",
    re.I,
)
_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_\"'-])(?:related|newsletter|promo|share|sharing|social|cookie|comments?|recommended|most-read|"
    r"trending|ads?|advert\w*|ad-slot|inline-promo|recirc|sidebar|teaser|read-more|see-also|sponsored|"
    r"tags?)(?:[\s_\"'-]|$)",
    re.I,
)
_LONG = re.compile(rf"=\s*(?:\"[^\"]{{{_LONG_ATTRIBUTE},}}\"|'[^']{{{_LONG_ATTRIBUTE},}}')")
_ATTR = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.S)
_LETTERS = re.compile(r"[^\W_]+")
_LD = re.compile(r"<script\b[^<>]{0,300}?application/ld\+json[^<>]{0,200}>", re.I)
_SCRIPT_END = re.compile("</script", re.I)
_DATE_META = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish_date",
    "publication_date", "sailthru.date",
    "parsely-pub-date", "article.published",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "dc.date.created", "citation_date",
)  # fmt: skip
_LD_TYPES = re.compile(r"Article|Posting|Report|WebPage", re.I)


@dataclass(slots=True)
class MarkedUp:
    """The main text of an HTML page: pieces of it with where they stand, its paragraphs, and what is around."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    outside: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    days: list[tuple[DateBasis, date, Span | None]] = field(default_factory=list)
    title: str | None = None
    titled: bool = False
    site: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


@dataclass(slots=True)
class _Paragraph:
    """Visible text between two block elements: pieces, and the elements (and telling classes) around it."""

    pieces: list[Piece]
    tags: frozenset[str]
    words: str
    span: Span


def marked_up(raw: str, path: str) -> MarkedUp:
    """The main text of a page with its positions, and its metadata.

    Raises NotAReport: MARKUP_BOMB for a page nested or filled beyond reason, NO_MAIN_TEXT where none is found.
    """
    paragraphs = _stream(raw, path)
    page = MarkedUp()
    _metadata(raw, page)
    main = _main_text(raw, path, page)
    chosen = _chosen(paragraphs, main) if main else _longest(paragraphs)
    if not any(chosen):
        raise NotAReport(f"{path}: {ProblemCode.NO_MAIN_TEXT.message}", ProblemCode.NO_MAIN_TEXT)
    _add_headline(paragraphs, chosen, page)
    _assemble(raw, paragraphs, chosen, page)
    return page


def _bomb(path: str, why: str) -> NotAReport:
    return NotAReport(f"{path}: {ProblemCode.MARKUP_BOMB.message} ({why})", ProblemCode.MARKUP_BOMB)


def _stream(raw: str, path: str) -> list[_Paragraph]:
    """Visible text in reading order, parted at block elements."""
    found: list[_Paragraph] = []
    stack: list[tuple[str, frozenset[str]]] = []
    pieces: list[Piece] = []
    tags = endless = at = 0

    def around() -> frozenset[str]:
        return frozenset().union(*(marks for _, marks in stack))

    def flush() -> None:
        if any(piece.clean.strip() for piece in pieces):
            words = " ".join("".join(piece.clean for piece in pieces).split())
            span = Span(pieces[0].raw.start, pieces[-1].raw.end)
            found.append(_Paragraph(list(pieces), around(), words, span))
        pieces.clear()

    size, last = len(raw), raw.rfind(">")
    while at < size:
        token = None
        end = at
        while (mark := _MARK.search(raw, end)) is not None:
            end = mark.start()
            token = _TOKEN.match(raw, end) if raw[end] == "&" or end < last or raw.startswith("<!--", end) else None
            if token is not None:
                break
            if raw[end] == "<":
                endless += 1
                if endless > _MAX_OPEN:
                    raise _bomb(path, f"more than {_MAX_OPEN} tags without an end")
            end += 1
        else:
            end = size
        if end > at:
            pieces.append(Piece(raw[at:end], Span(at, end)))
        if token is None:
            break
        at = token.end()
        name = (token["name"] or "").lower()
        if not name:
            if raw[token.start()] == "&":
                pieces.append(Piece(html.unescape(token.group()), Span(token.start(), at)))
            continue
        tags += 1
        if tags > _MAX_TAGS:
            raise _bomb(path, f"more than {_MAX_TAGS:,} tags")
        if token["close"]:
            if name in _BLOCK:
                flush()
            if any(open_name == name for open_name, _ in stack[-40:]):
                while stack and stack.pop()[0] != name:
                    pass
            continue
        if name == "br":
            pieces.append(Piece("\n", Span(token.start(), at)))
            before = [piece for piece in pieces[:-1] if piece.clean.strip() or "\n" in piece.clean]
            if before and before[-1].clean == "\n" and not pieces[-2].clean.strip():
                flush()
            continue
        if name in _BLOCK:
            flush()
        if name in _RAW:
            if not token["rest"].endswith("/"):
                closing = _RAW[name].search(raw, at)
                at = closing.end() if closing else (size if name in ("script", "style") else at)
            continue
        if name in _VOID or (token["rest"].endswith("/") and name not in _BLOCK):
            continue
        if name in _IMPLIED:
            while stack and stack[-1][0] in _IMPLIED[name]:
                stack.pop()
        stack.append((name, _marks(name, token["rest"])))
        if len(stack) > _MAX_DEPTH:
            raise _bomb(path, f"elements nested more than {_MAX_DEPTH} deep")
    flush()
    return found


def _marks(name: str, rest: str) -> frozenset[str]:
    """What an element tells of the text in it: its name, and "figcaption" or "aside" where its class says so."""
    marks = {name} & _KEPT_TAGS
    if rest and len(rest) < _LONG_ATTRIBUTE and name not in ("body", "html", "main", "article"):
        for value in _CLASS.findall(rest):
            if _CAPTION_CLASS.search(value):
                marks.add("figcaption")
            if _ASIDE_CLASS.search(value):
                marks.add("aside")
    return frozenset(marks)


def _main_text(raw: str, path: str, page: MarkedUp) -> str | None:
    """The main text as trafilatura gives it, and its metadata where the page itself had none for us."""
    import logging

    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    source = _LONG.sub('=""', raw)
    try:
        document = bare_extraction(
            source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True
        )
    except (LxmlError, ValueError, RecursionError, AssertionError, TypeError, AttributeError):
        return None
    if document is None:
        return None
    values: dict[str, Any] = document if isinstance(document, dict) else document.as_dict()
    page.title = page.title or values.get("title")
    page.site = page.site or values.get("sitename")
    page.url = page.url or values.get("url")
    page.byline = page.byline or values.get("author")
    if not page.days and (day := iso_day(values.get("date") or "")):
        page.days.append((DateBasis.METADATA, day, None))
    text = values.get("text") or values.get("raw_text")
    return text if isinstance(text, str) and len(text) >= 40 else None


def _squeezed(words: str) -> str:
    return "".join(_LETTERS.findall(words.lower()))


def _chosen(paragraphs: list[_Paragraph], main: str) -> list[bool]:
    """Which paragraphs are in the main text: their letters stand in it, in order where they are short."""
    body = _squeezed(main)
    lines = {_squeezed(line) for line in main.split("\n")}
    chosen: list[bool] = []
    at = 0
    for paragraph in paragraphs:
        letters = _squeezed(paragraph.words)
        if not letters or "head" in paragraph.tags or "title" in paragraph.tags:
            chosen.append(False)
            continue
        ahead = body.find(letters, at)
        if len(letters) < 25:
            good = letters in lines or (0 <= ahead - at < 40 and len(letters) > 3)
        else:
            good = ahead >= 0 or letters in body
        if good and ahead >= 0 and (ahead - at < 2000 or len(letters) > 60):
            at = ahead + len(letters)
        chosen.append(good)
    return chosen


def _longest(paragraphs: list[_Paragraph]) -> list[bool]:
    """Where trafilatura finds nothing: paragraphs of sentences that stand in no frame of the page."""
    return [
        len(p.words) > 40 and not p.tags & _AROUND and p.words.rstrip("\"”’') ").endswith((".", "!", "?"))
        for p in paragraphs
    ]


def _add_headline(paragraphs: list[_Paragraph], chosen: list[bool], page: MarkedUp) -> None:
    """Choose the headline element too: the h1 before the text, best the one that says the page's title."""
    first = next(i for i, good in enumerate(chosen) if good)
    heads = [
        i
        for i, p in enumerate(paragraphs)
        if "h1" in p.tags and "head" not in p.tags and 2 <= len(p.words.split()) <= 40
    ]
    title = _squeezed(page.title or "")
    same = [
        i
        for i in heads
        if title and (_squeezed(paragraphs[i].words) in title or title in _squeezed(paragraphs[i].words))
    ]
    head = same[0] if same else next((i for i in heads if i <= first), None)
    if head is None and title:
        head = next(
            (i for i, p in enumerate(paragraphs[: first + 1]) if p.tags & {"h1", "h2"} and _squeezed(p.words) == title),
            None,
        )
    if head is not None:
        chosen[head] = True
        page.titled = True
        page.title = paragraphs[head].words


def _assemble(raw: str, paragraphs: list[_Paragraph], chosen: list[bool], page: MarkedUp) -> None:
    """Put pieces and paragraph marks together; what stands between chosen paragraphs is outside."""
    size = covered = 0
    between: list[_Paragraph] = []
    for paragraph, good in zip(paragraphs, chosen, strict=True):
        if not good:
            between.append(paragraph)
            continue
        start = size
        for piece in paragraph.pieces:
            page.pieces.append(piece)
            size += len(piece.clean)
        page.marks.append((start, size, paragraph.tags))
        page.pieces.append(Piece("\n", Span(paragraph.span.end, paragraph.span.end)))
        size += 1
        _outside(raw, covered, paragraph.span.start, between, page)
        covered = paragraph.span.end
        between = []
    _outside(raw, covered, len(raw), between, page)


def _outside(raw: str, start: int, end: int, between: list[_Paragraph], page: MarkedUp) -> None:
    """Tell of a stretch around the main text, unless it is nothing but tags between two paragraphs."""
    if (not between and start and end - start < 400 and "<" in raw[start:end]) or start >= end:
        return
    caption = len(between) == 1 and "figcaption" in between[0].tags
    reason = LeftOutReason.CAPTION if caption else LeftOutReason.MARKUP
    visible = next((p.words for p in between if not p.tags & {"head", "title"}), None)
    opens = (visible or " ".join(raw[start : start + 60].split()))[:60]
    page.outside.append(LeftOut(span=Span(start, end), reason=reason, rule="around the main text", opens=opens))


def _metadata(raw: str, page: MarkedUp) -> None:
    """Title, site, address, author, language and day from meta elements, JSON-LD and the first time element."""
    head = raw[:400_000]
    metas: dict[str, tuple[str, Span]] = {}
    for found in re.finditer(r"<meta\b([^<>]{1,4000}+)>", head, re.I):
        values = {m[1].lower(): (m[2] or m[3] or m[4] or "", m) for m in _ATTR.finditer(found[1])}
        name = next(
            (values[key][0].lower() for key in ("property", "name", "itemprop", "http-equiv") if key in values), ""
        )
        if name and "content" in values and name not in metas:
            content, match = values["content"]
            group = next((g for g in (2, 3, 4) if match[g] is not None), 2)
            start = found.start(1) + match.start(group)
            metas[name] = (html.unescape(content).strip(), Span(start, start + len(content)))
    plain = {name: value for name, (value, _) in metas.items() if value}
    page.site = plain.get("og:site_name") or plain.get("application-name")
    page.title = plain.get("og:title") or plain.get("twitter:title")
    page.url = plain.get("og:url") or (
        m[1]
        if (
            m := re.search(
                r"<link\b[^<>]{0,200}rel=[\"']canonical[\"'][^<>]{0,200}href=[\"']([^\"'>]{8,500})", head, re.I
            )
        )
        else None
    )
    author = plain.get("author") or plain.get("article:author")
    page.byline = author if author and not author.startswith("http") else None
    lang = re.search(r"<html[^<>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z-]{2,8})", head, re.I)
    page.language = lang[1][:2].lower() if lang else None
    for opening in islice(_LD.finditer(raw), 20):
        if ending := _SCRIPT_END.search(raw, opening.end()):
            _from_ld(raw[opening.end() : ending.start()], opening.end(), page)
    for name in _DATE_META:
        if name in metas:
            value, span = metas[name]
            stated = day_in(value)
            day = iso_day(value) or (stated[0] if stated else None)
            if day:
                page.days.append((DateBasis.METADATA, day, span))
                break
    if not page.days and (moment := re.search(r"<time\b[^<>]{0,300}?datetime\s*=\s*[\"']([^\"'>]{8,40})", raw, re.I)):
        if day := iso_day(moment[1]):
            page.days.append((DateBasis.METADATA, day, Span(moment.start(1), moment.end(1))))
    if page.title is None and (element := re.search(r"<title[^<>]{0,100}>([^<]{3,400})</title", head, re.I)):
        page.title = " ".join(html.unescape(element[1]).split())


def _from_ld(script: str, start: int, page: MarkedUp) -> None:
    """Day, headline and publisher out of a JSON-LD script that stands at ``start``; a malformed one is passed over."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict) or not _LD_TYPES.search(str(item.get("@type", ""))):
            continue
        value = item.get("datePublished")
        if isinstance(value, str) and not page.days and (day := iso_day(value)):
            at = script.find(value)
            span = Span(start + at, start + at + len(value)) if at >= 0 else None
            page.days.append((DateBasis.METADATA, day, span))
        headline = item.get("headline")
        if isinstance(headline, str) and headline.strip() and page.title is None:
            page.title = html.unescape(headline).strip()
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str) and page.site is None:
            page.site = publisher["name"]
