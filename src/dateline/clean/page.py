"""A page into its report: decode, repair, part into paragraphs, tell the report from what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from dateline.clean.blocks import Block, evened, kept_text, norm
from dateline.clean.captions import mark_captions
from dateline.clean.decode import characters, unescaped
from dateline.clean.fingerprint import fingerprint
from dateline.clean.furniture import mark_credits, mark_stamps, mark_widgets, tells
from dateline.clean.gist import gist
from dateline.clean.heading import Dateline, Heading, find_dateline, headline_like, mark_heading
from dateline.clean.issued import Days, stated_days
from dateline.clean.language import KNOWN, language_of, other_language
from dateline.clean.letters import repaired
from dateline.clean.markup import marked_up
from dateline.clean.outlet import host_of, source_of
from dateline.clean.published import choose, conflict, day_in, iso_day, url_day
from dateline.clean.tables import rows_of_tables
from dateline.clean.teasers import mark_repeated, mark_tail, mark_teasers
from dateline.errors import NotAReport, ProblemCode, UnreadableInput
from dateline.model import LeftOut, Page, Problem, Report, digest, identifier
from dateline.terms import DateBasis, LeftOutReason
from dateline.text import Piece, Span, Text

__all__ = ["clean"]

_OPENS = 60
# So many times the limit of a text is looked at to find its paragraphs; the rest of a huge file is not.
_MARGIN = 2
# What pages say that hold no report (error pages, walls); asked only of pages with hardly any text.
_NOTICE = re.compile(
    r"(?:page (?:not found|can(?:no|')t be found|you (?:requested|are looking for))|access denied|"
    r"are you a (?:human|robot)|captcha|checking your browser|"
    r"enable (?:javascript|cookies)|uses? cookies|subscribe (?:now |today )?to (?:continue|read|keep)|"
    r"subscribers? only|to continue reading|log in to (?:continue|read)|free articles|"
    r"(?:page|article|story|content|link) (?:is )?(?:no longer available|has been (?:removed|moved|deleted))|"
    r"session (?:has )?expired|temporarily unavailable|internal server error|bad gateway|"
    r"something went wrong|(?:site|page) is under (?:construction|maintenance)|your (?:notification|subscription|"
    r"email) |privacy policy|terms of (?:use|service)|all rights reserved|javascript is)",
    re.I,
)
_STRONG_NOTICE = re.compile(
    r"^(?:error )?40[0-9]\b(?=\W*$|.{0,60}\b(?:page|found|find|error|forbidden|gone)\b)|\b(?:page|story|"
    r"article) (?:not found|no longer exists)|can[’']?t find (?:that|the|this) page|access denied|are you a robot",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*(?:\s|$)")


@dataclass(slots=True)
class _Matter:
    """What a page is made of, whatever it came as."""

    text: Text
    marks: list[tuple[int, int, frozenset[str]]] | None = None
    outside: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    days: Days = field(default_factory=list)
    title: str | None = None
    titled: bool = False
    site: str | None = None
    domain: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None


def clean(
    page: Page, *, published: date | None = None, max_chars: int = 400_000, max_bytes: int = 20_000_000
) -> list[Report]:
    """The reports on a page: one, as things stand.

    ``published`` is the day of publication where the user gives it. Of a text of more than ``max_chars``
    characters only the beginning is kept, with a Problem. Raises UnreadableInput (empty, binary, larger than
    ``max_bytes``) or NotAReport (no main text, no article, another language), each with its code.
    """
    if len(page.content) > max_bytes:
        detail = f"it has {len(page.content):,} bytes, the limit is {max_bytes:,}"
        raise UnreadableInput(f"{page.path}: {ProblemCode.TOO_LARGE.message} ({detail})", ProblemCode.TOO_LARGE)
    matter = _matter(page)
    long = len(matter.text) > _MARGIN * max_chars and matter.marks is None
    text, found = repaired(_beginning(matter.text, _MARGIN * max_chars) if long else matter.text)
    even, blocks = evened(text, _moved(matter, text))
    if not blocks:
        code = ProblemCode.NO_MAIN_TEXT if page.media_type == "text/html" else ProblemCode.EMPTY
        raise NotAReport(f"{page.path}: {code.message}", code)
    problems = matter.problems + [Problem(code=code, stage="clean", path=page.path) for code in sorted(found)]
    heading, dateline, byline = _mark(blocks, matter)
    language = _mark_language(page, blocks, problems)
    if _must_be_article(page, blocks, heading) is ProblemCode.HEADLINE_ONLY:
        problems.append(Problem(code=ProblemCode.HEADLINE_ONLY, stage="clean", path=page.path))
    _limit(page, blocks, max_chars, problems, cut_off=long)
    kept, where = kept_text(even, blocks)
    left_out = _left_out(even, blocks, matter.outside)
    given: Days = [*matter.days, *([(DateBasis.GIVEN, published, None)] if published is not None else [])]
    domain, url = matter.domain or "", matter.url or page.url
    days, around = stated_days(even, blocks, dateline, given=given, domain=domain, url=url)
    when = choose(days)
    if (said := conflict(days)) is not None:
        problems.append(Problem(code=ProblemCode.DATE_CONFLICT, stage="clean", detail=said, path=page.path))
    if when is None:
        problems.append(Problem(code=ProblemCode.NO_DATE, stage="clean", path=page.path))
    if _breaks_off(blocks):
        problems.append(Problem(code=ProblemCode.TRUNCATED, stage="clean", path=page.path))
    headline = _headline(blocks, heading, where, kept)
    agency = dateline.agency if dateline else None
    source = source_of(
        site=matter.site,
        domain=matter.domain,
        masthead=heading.masthead if heading else (),
        agency=agency,
        language=language,
    )
    file_digest = page.carrier.digest if page.carrier else page.digest
    key = host_of(matter.domain or page.url or "") or "file"
    report_id = identifier(key, digest(page.content) if page.carrier else file_digest, "0")
    return [
        Report(
            id=report_id,
            source=source,
            name="-" if page.path == "-" else PurePath(page.path).name,
            path=page.path,
            digest=file_digest,
            text=kept,
            url=matter.url or page.url,
            title=kept.clean[headline.start : headline.end] if headline else matter.title,
            headline=headline,
            byline=matter.byline or byline,
            agency=agency,
            dateline=dateline.words if dateline else None,
            place_of_dateline=dateline.place if dateline else None,
            published=when,
            around=around if when is None else None,
            language=language,
            left_out=left_out,
            fingerprint=fingerprint(kept.clean),
            gist=gist(kept.clean),
            problems=tuple(
                Problem(code=p.code, stage=p.stage, detail=p.detail, path=page.path, report_id=report_id, span=p.span)
                for p in problems
            ),
        )
    ]


def _beginning(text: Text, size: int) -> Text:
    """The first ``size`` characters, white space before them aside."""
    at = len(text.clean) - len(text.clean.lstrip())
    end = at + size
    return Text(raw=text.raw, clean=text.clean[at:end], starts=text.starts[at:end], ends=text.ends[at:end])


def _matter(page: Page) -> _Matter:
    """The characters that a page offers, with what its markup or carrier says of them."""
    if page.carrier is not None:
        return _of_record(page, page.carrier.text)
    raw, problems = characters(page.content, page.path, page.media_type)
    if page.media_type == "text/html":
        html = marked_up(raw, page.path)
        return _Matter(
            text=Text.of_pieces(raw, html.pieces),
            marks=html.marks,
            outside=html.outside,
            problems=problems + html.problems,
            days=list(html.days),
            title=html.title,
            titled=html.titled,
            site=html.site,
            domain=host_of(html.url or page.url or ""),
            url=html.url,
            byline=html.byline,
            language=html.language,
        )
    domain = host_of(page.given.get("source_domain") or page.url or "")
    return _Matter(text=Text.plain(raw), problems=problems, domain=domain, byline=page.given.get("authors"))


def _of_record(page: Page, raw: str) -> _Matter:
    """Title and text of a JSON record, each character led back to where it stands, escaped, in the file."""
    pieces: list[Piece] = []
    for name in ("title", "maintext"):
        span = page.parts.get(name)
        if span is None:
            continue
        if pieces:
            last = pieces[-1].raw.end
            pieces.append(Piece("\n\n", Span(last, last)))
        pieces += [Piece(plain, Span(start, end)) for plain, start, end in unescaped(raw, span.start, span.end)]
    days: Days = []
    if day := iso_day(page.given.get("date_publish", "")):
        days.append((DateBasis.METADATA, day, None))
    elif (words := page.given.get("date_publish")) and (given := day_in(words)):
        days.append((DateBasis.METADATA, given[0], None))
    elif page.url and (day := url_day(page.url)):
        days.append((DateBasis.METADATA, day, None))
    domain = host_of(page.given.get("source_domain", "")) or host_of(page.url or "")
    return _Matter(
        text=Text.of_pieces(raw, pieces),
        days=days,
        title=page.given.get("title"),
        titled="title" in page.parts,
        site=None if domain else page.given.get("source_domain"),
        domain=domain,
        url=page.url,
        byline=page.given.get("authors"),
        language=page.given.get("language"),
    )


def _moved(matter: _Matter, text: Text) -> list[tuple[int, int, frozenset[str]]] | None:
    """The marks of the page's paragraphs, moved to where they stand in the repaired text."""
    if matter.marks is None or text is matter.text:
        return matter.marks
    from bisect import bisect_left

    starts = text.starts.tolist()
    raw_of = matter.text.starts
    size = len(raw_of)
    moved = []
    for start, end, tags in matter.marks:
        first = bisect_left(starts, raw_of[start]) if start < size else len(starts)
        last = bisect_left(starts, raw_of[end]) if end < size else len(starts)
        moved.append((first, last, tags))
    return moved


def _mark(blocks: list[Block], matter: _Matter) -> tuple[Heading | None, Dateline | None, str | None]:
    """Mark what is not the report; the headline, the dateline and the byline found on the way."""
    mark_stamps(blocks)
    byline = mark_credits(blocks)
    mark_widgets(blocks)
    dateline = find_dateline(blocks)
    mark_captions(blocks, dateline.block if dateline else None)
    heading = mark_heading(blocks, dateline, matter.site or matter.domain)
    if dateline is None or blocks[dateline.block].out or blocks[dateline.block].start > dateline.start:
        dateline = find_dateline(blocks)
    first = _first_paragraph(blocks)
    mark_teasers(blocks, first)
    mark_repeated(blocks)
    mark_tail(blocks, first)
    for row in rows_of_tables(blocks):
        blocks[row].cuts.clear()
    if dateline is not None:
        block = blocks[dateline.block]
        if block.out:
            dateline = None
        elif dateline.end < len(block.words):
            block.breaks.append(dateline.end)
        else:
            block.drop(LeftOutReason.STAMP, "line of place and day", dateline.start)
    return heading, dateline, byline


def _first_paragraph(blocks: list[Block]) -> int:
    for index, block in enumerate(blocks):
        if not block.out and len(block.rest) > 60 and not headline_like(block.rest):
            return index
    return next((i for i, block in enumerate(blocks) if not block.out), 0)


def _mark_language(page: Page, blocks: list[Block], problems: list[Problem]) -> str:
    """The language of what is kept. Paragraphs in another are left out; a text wholly in another is no report."""
    kept = " ".join(block.rest for block in blocks if not block.out)
    language, _ = language_of(kept)
    foreign = [(block, name) for block in blocks if not block.out and (name := other_language(block.rest))]
    size = sum(len(block.rest) for block, _ in foreign)
    if (language is not None and language not in KNOWN) or (foreign and size > 0.8 * len(kept)):
        name = language if language not in (None, *KNOWN) else foreign[0][1]
        message = f"{page.path}: {ProblemCode.LANGUAGE.message} (it looks like {name!r}; known: {', '.join(KNOWN)})"
        raise NotAReport(message, ProblemCode.LANGUAGE)
    for block, _ in foreign:
        block.drop(LeftOutReason.LANGUAGE, "in another language", block.start)
    if foreign:
        names = ", ".join(sorted({name for _, name in foreign}))
        problems.append(
            Problem(code=ProblemCode.MIXED_LANGUAGE, stage="clean", detail=f"looks like {names}", path=page.path)
        )
    return language or "en"


_LIST = "a list of headlines"


def _must_be_article(page: Page, blocks: list[Block], heading: Heading | None) -> ProblemCode | None:
    """Raise NotAReport where what is kept tells nothing: notices, walls, lists of headlines, nothing at all.

    A headline that tells what happened is a report by itself, where the page hides the rest: HEADLINE_ONLY.
    """
    kept = [block.rest for block in blocks if not block.out]
    body = [words for index, words in enumerate(kept) if not (heading and index == 0 and len(kept) > 1)]
    size = sum(len(words.split()) for words in body)
    problem = ""
    if heading and (notice := _STRONG_NOTICE.search(blocks[heading.block].rest)):
        problem = f"a notice: {notice.group()!r}"
    elif not kept or size < 3:
        problem = "nothing but page furniture is on it"
    elif size < 70 and (notice := _NOTICE.search(" ".join(kept))) and not tells(" ".join(body)):
        problem = f"a notice: {notice.group()!r}"
    else:
        telling = [
            words for words in kept if (len(words.split()) >= 4 and _SENTENCE.search(words)) or len(words.split()) >= 30
        ]
        lines = [words for words in kept if headline_like(words)]
        if not telling and len(lines) >= 3:
            problem = _LIST
        elif not telling and size < 4:
            problem = "no sentence is on it"
        elif len(lines) >= 8 and sum(len(words) for words in telling) < 0.2 * sum(len(words) for words in lines):
            problem = _LIST
    if problem == _LIST and heading and page.parts.get("title") and tells(blocks[heading.block].rest):
        # the record gives the story's own headline; beneath it the crawler has kept only those of other stories
        for index, block in enumerate(blocks):
            if index != heading.block and not block.out:
                block.drop(LeftOutReason.TEASER, "one of a list of headlines")
        return ProblemCode.HEADLINE_ONLY
    away = sum(1 for block in blocks if block.out and block.cuts[-1].reason in _FURNITURE)
    if not problem and len(kept) == 1 and headline_like(kept[0]) and away >= 2:
        if tells(kept[0]) and len(kept[0].split()) >= 4:
            return ProblemCode.HEADLINE_ONLY
        code = ProblemCode.NO_MAIN_TEXT
        raise NotAReport(f"{page.path}: {code.message}: only its headline {kept[0][:60]!r}", code)
    if problem:
        code = ProblemCode.NOT_AN_ARTICLE
        raise NotAReport(f"{page.path}: {code.message}: {problem}", code)
    return None


def _limit(page: Page, blocks: list[Block], max_chars: int, problems: list[Problem], *, cut_off: bool) -> None:
    """Of a longer text only the beginning."""
    size = max_chars if cut_off and not blocks[1:] else 0
    for index, block in enumerate(blocks):
        size += len(block.rest)
        if size > max_chars:
            if index == 0:
                block.drop(LeftOutReason.MARKUP, "beyond the limit of length", max_chars)
            for later in blocks[max(1, index) :]:
                later.cuts.clear()
                later.drop(LeftOutReason.MARKUP, "beyond the limit of length")
            detail = f"only the first {max_chars:,} characters are read (setting max_text_chars)"
            problems.append(Problem(code=ProblemCode.TRUNCATED, stage="clean", detail=detail, path=page.path))
            return


def _left_out(even: Text, blocks: list[Block], outside: list[LeftOut]) -> tuple[LeftOut, ...]:
    """Raw stretches with their reasons, in order; neighbours of one reason and rule are one stretch."""
    found: list[LeftOut] = list(outside)
    last: tuple[int, LeftOut] | None = None
    for index, block in enumerate(blocks):
        for cut in sorted(block.cuts, key=lambda c: c.span.start):
            span = even.to_raw(cut.span)
            if not len(span):
                continue
            if (
                last is not None
                and last[0] >= index - 1
                and (last[1].reason, last[1].rule) == (cut.reason, cut.rule)
                and last[1].span.end <= span.end
            ):
                whole = found.pop()
                item = LeftOut(span=whole.span.join(span), reason=whole.reason, rule=whole.rule, opens=whole.opens)
            else:
                opens = " ".join(even.raw[span.start : span.start + _OPENS].split())
                item = LeftOut(span=span, reason=cut.reason, rule=cut.rule, opens=opens)
            found.append(item)
            last = (index, item)
    return tuple(sorted(found, key=lambda item: (item.span.start, item.span.end)))


def _headline(blocks: list[Block], heading: Heading | None, where: dict[int, int], kept: Text) -> Span | None:
    """The clean span of the headline in the kept text."""
    if heading is None or blocks[heading.block].out:
        return None
    at = where.get(blocks[heading.block].span.start + heading.start)
    if at is None:
        return None
    end = at + heading.end - heading.start
    while end > at and kept.clean[end - 1] == " ":
        end -= 1
    return Span(at, end)


_FURNITURE = (LeftOutReason.WIDGET, LeftOutReason.TEASER, LeftOutReason.CAPTION)


def _breaks_off(blocks: list[Block]) -> bool:
    """True where the last paragraph stops without an end, in a text whose others have one."""
    body = [block.rest for block in blocks if not block.out and len(block.rest.split()) >= 12]
    if len(body) < 2 or (body[-1].endswith((":", ";")) is True and len(body) < 3):
        return False
    ended = [bool(re.search(r"[.!?…][\"”’')\]*]*$", words)) for words in body]
    return not ended[-1] and all(ended[:-1]) and norm(body[-1]) != ""
