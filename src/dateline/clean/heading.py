"""Headline, masthead, byline lines and the dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.clean.blocks import Block, norm
from dateline.clean.dates import figures, weekdays
from dateline.clean.furniture import AGENCY, PAPER
from dateline.terms import LeftOutReason

__all__ = ["Dateline", "Heading", "find_dateline", "headline_like", "mark_heading"]

_CAP = r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*"
_PLACE = (
    rf"{_CAP}(?:[ -](?:{_CAP}|al|el|de|la|las|los|del|da|do|dos|du|des|sur|upon|of|the|and|y|di|en|an|ash|as|bin|"
    rf"ibn)){{0,4}}"
)
_CAPS = r"[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’.-]+(?:[ -](?:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’.-]*|al|el|de|la|del|and|of)){0,4}"
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?"
_DATE = (
    rf"(?:(?:(?:{weekdays()}|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?,? )?(?:the |le )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|{figures()}))"
)
_AGENT = r"[(\[](?!\d)[A-ZÀ-Þ][^()\[\]]{1,45}[)\]]"
_SEP = r"(?:\s*(?:--+|—|–|―|_|/TASS/\.?)\s*|\s+[-|]\s+|\s*-\s+)"
_FULL = re.compile(
    rf"(?P<words>(?P<place>{_PLACE}(?:, ?{_PLACE}){{0,2}})(?:/(?P<place2>{_PLACE}))?,?\s*"
    rf"(?:(?P<date>(?i:{_DATE})),?\s*)?[.,]?\s*(?P<agent>{_AGENT}|"
    rf"{AGENCY})?[.,]?\s*(?:(?P<date2>(?i:{_DATE}))\s*)?"
    rf"(?P<sep>{_SEP}|\s*:\s+|\s+/(?P<slash>[A-Z]{{2,12}})/\.?\s+|(?<=[)\]])\s+|(?<=[)\]][.,])\s+))"
)
_AGENCY_ONLY = re.compile(rf"(?P<words>{_AGENT}{_SEP})")
_ALONE = re.compile(rf"(?P<place>{_PLACE}(?:, ?{_PLACE})?),? (?P<date>(?i:{_DATE}))\.?$")
_NOT_PLACE = re.compile(
    r"(?i:today|yesterday|tonight|meanwhile|furthermore|moreover|however|finally|also|thus|so|first|second|the|he|she|it|they|we|but|and|in|on|at|a|an|for|by|from|police|officials?|this|that|when|after|since|until|till|before|during|next|born|army|troops)\b|(?:UPDATE|UPDATED|ORIGINAL|WATCH|BREAKING|NEWS|NOTE|EDITOR|VIDEO|PHOTOS?|RELATED|MORE|READ|SEE|LIVE|WARNING|CORRECTION|EXCLUSIVE|OPINION|ANALYSIS|TOTALS?|"
    r"SUMMARY|BACKGROUND|Q|A|FAQ|STORY|PREVIOUS|LATEST|FIRST|ALSO|DEVELOPING|FILE|IMAGES?|CAPTION|PICTURES?|GRAPHIC|MAP|FACTBOX|KEY|HIGHLIGHTS|CONTACT|TAGS|PHOTO|STATEMENT|PRESS|REPORT|SOURCE|DATE|TIME|LOCATION|INCIDENT|VICTIMS?|SUSPECTS?|FYI|TIMELINE|COMMUNIQU|"
    r"Died|Born|Posted|Published|Created|Updated?|Original|Note|Watch|Breaking|Police|Officials?|Editor|The|He|She|It|They|We|But|And|In|On|At|A|An|For|One|Two|Three|This|That|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
# Who signs a dateline: an agency, or a station by its call sign.
_SIGNED = re.compile(
    rf"^\W*(?:(?i:{AGENCY})|[WK][A-Z]{{2,3}}(?:-TV)?|(?:CBS|NBC|ABC|FOX|CNN|BBC)\s?\d*|.*\b(?:News|Press|Agency|Radio|Times|Post|Dispatch)\b)"
)
_END = re.compile(r"[.!?…][\"”’')\]]*$")
_FINITE = re.compile(
    r"\b(?:kills?|killed|dead|dies|died|wounds?|wounded|injur\w+|hurt|attacks?|hits?|strikes?|says?|said|blasts?|bomb\w*|shot|shoot\w*|clash\w*|captur\w+|seiz\w+|arrest\w*|held|fle[ed]\w*|"
    r"flees?|claims?|denies|denied|warns?|urges?|calls?|rises?|climbs?|takes?|took|frees?|freed|releas\w+|abduct\w+|kidnap\w*|surrender\w*|fire[sd]?|protest\w*|is|are|was|were|has|have|after|as|in|at|on|over|for|to|of)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SUFFIX = re.compile(r"\s+(?:\||–|—|-|::|»)(?:\s+|$)")
_SITE = re.compile(
    r"(?:news|times|post|tribune|herald|gazette|journal|chronicle|\.com|\.org|\.net|tv\b|radio|wire|agency|weather|"
    r"channel \d|daily|observer|star|sun|mail|guardian|telegraph|reuters|\b[A-Z]{3,5}-?TV\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline: index of its block, where its words begin and end there, and what they say."""

    block: int
    start: int
    end: int
    words: str
    place: str | None
    date: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """The headline: index of its block, and its range in the block's words; the site's name where it has one."""

    block: int
    start: int
    end: int
    masthead: tuple[str, ...] = ()


def headline_like(words: str) -> bool:
    """True for words of a headline's length that do not end as a sentence."""
    size = len(words.split())
    return 3 <= size <= 26 and len(words) <= 190 and not _END.search(words.rstrip()) and not words.endswith((":", ","))


def find_dateline(blocks: list[Block]) -> Dateline | None:
    """The first dateline among the paragraphs that are not left out."""
    for index, block in enumerate(blocks[:40]):
        if block.out:
            continue
        at = block.start
        words = block.words[at:]
        alone = _ALONE.match(words) if len(words) < 80 else None
        if (
            alone
            and not _NOT_PLACE.match(alone["place"])
            and not _WEEKDAY.search(alone["place"])
            and not PAPER.search(alone["place"])
            and not re.search(r"\bno\.?$", alone["place"], re.I)
        ):
            return Dateline(index, at, at + alone.end(), words, alone["place"].strip(" ,"), alone["date"], None)
        found = _match(words)
        if found is not None:
            end, place, day, agent = found
            return Dateline(index, at, at + end, words[:end].strip(), place, day, agent)
    return None


def _match(words: str) -> tuple[int, str | None, str | None, str | None] | None:
    """End of the dateline at the beginning of ``words``, its place, day and agency."""
    if len(words) < 60 and not _END.search(words):
        return None
    only = _AGENCY_ONLY.match(words)
    if only:
        return only.end(), None, None, only.group().strip(" -–—([)]")
    found = _FULL.match(words[:160])
    if found is None or _NOT_PLACE.match(found["place"]):
        return None
    place = found["place"].strip(" ,.")
    separator = found["sep"].strip()
    day = found["date"] or found["date2"]
    agent = found["agent"] or found["slash"]
    first = place.split(",")[0].strip()
    caps = bool(re.fullmatch(_CAPS, first)) and len(first) >= 3
    text_caps = words[found.end() : found.end() + 80].isupper()
    following = words[found.end() :].lstrip(" [(\"“'‘")[:1]
    if not following or not (following.isupper() or following.isdigit()):
        return None
    if separator == "|" and re.match(r"[A-Z][\w'’.&-]+ [A-Z]", words[found.end() :]):
        return None
    dashed = bool(separator) and separator != ":"
    known = bool(agent) and bool(_SIGNED.search(agent or ""))
    if agent and text_caps and not (day or known):
        return None
    if separator == ":":
        again = re.search(rf"\b{re.escape(first)}\b", words[found.end() :])
        good = (
            (
                caps
                and not text_caps
                and not again
                and len(first.split()) <= 3
                and len(first) >= 4
                and _is_paragraph(words)
            )
            or bool(day)
            or known
        )
    elif dashed:
        long_dash = separator in ("—", "–", "--", "―") or separator.startswith(("--", "/TASS"))
        good = (
            (caps and (not text_caps or bool(day or agent)))
            or bool(day or agent)
            or (long_dash and len(first.split()) <= 3 and len(words) > 80 and not _finite_place(place))
        )
    else:
        comma = bool(re.search(r",\s*[(\[]", found["words"])) and caps
        good = bool(
            agent and agent[:1] in "([" and (day or known or comma) and len(first.split()) <= 4 and len(words) > 80
        )
    if not good:
        return None
    agency = agent.strip("()[] ") if agent else None
    if agency and (dated := re.search(rf"[\s/,]*(?i:{_DATE})[\s/,]*", agency)):
        day = day or dated.group().strip(" /,")
        agency = (agency[: dated.start()] + agency[dated.end() :]).strip() or None
    return found.end(), place, day, agency


def _finite_place(place: str) -> bool:
    return bool(re.search(r"\b(?:said|says|killed|the|of the)\b", place))


def mark_heading(blocks: list[Block], dateline: Dateline | None, site: str | None) -> Heading | None:
    """Find the headline among the first lines; leave out masthead lines above it and its repetitions.

    A headline is a line without a full stop before the first paragraph. Where several stand there, it is the
    one that is repeated, or else the first of five words or more.
    """
    limit = next((i for i, block in enumerate(blocks) if not block.out and _is_paragraph(block.rest)), len(blocks))
    if dateline is not None:
        limit = min(limit, dateline.block)
    heads = [i for i in range(min(limit, 12)) if not blocks[i].out and headline_like(blocks[i].rest)]
    if (
        not heads
        and limit
        and not blocks[0].out
        and blocks[0].rest.endswith("?")
        and 4 <= len(blocks[0].rest.split()) <= 20
    ):
        heads = [0]
    if not heads:
        return _run_in(blocks, limit, dateline)
    repeated = [
        i
        for i in heads
        if any(norm(blocks[j].rest).startswith(norm(blocks[i].rest)) for j in range(i + 1, min(len(blocks), i + 6)))
    ]
    long = [
        i for i in heads
        if (len(blocks[i].rest.split()) >= 5 or _TELLS.search(_YEAR.sub("", blocks[i].rest)))
        and not _masthead(blocks[i].rest, site)
    ]  # fmt: skip
    chosen = repeated[0] if repeated else long[0] if long else heads[-1]
    above: list[str] = []
    for i in range(chosen):
        words = blocks[i].rest
        if blocks[i].out or len(words) >= 120 or _END.search(words):
            continue
        if _masthead(words, site) or (len(words.split()) < 6 and not _TELLS.search(words) and _in_capitals(words)):
            above.append(words)
            blocks[i].drop(LeftOutReason.STAMP, "masthead")
    block = blocks[chosen]
    start = block.start
    end = len(block.words)
    for tail in _SUFFIX.finditer(block.words, start):
        named = block.words[tail.end() :]
        own = bool(site) and norm(named)[:6] in norm(site or "").replace(" ", "") + norm(site or "")
        if (
            len(block.words[start : tail.start()].split()) >= 4
            and len(named) <= 120
            and (not named or _SITE.search(named) or own)
            and not _TELLS.search(named)
        ):
            block.drop(LeftOutReason.STAMP, "name of the site", tail.start())
            above += [part for part in re.split(r"\s+[|»:–—-]+\s+", named) if part]
            end = tail.start()
            break
    _drop_repetitions(blocks, chosen, block.words[start:end])
    return Heading(chosen, start, end, tuple(above))


def _in_capitals(words: str) -> bool:
    """True where most longer words begin with a capital, as names do."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return bool(2 * sum(word[0].isupper() for word in long) >= len(long))


def _is_paragraph(words: str) -> bool:
    return (len(words) > 60 and bool(_END.search(words))) or len(words.split()) > 30


def _masthead(words: str, site: str | None) -> bool:
    """A line that names the paper: "THE X — The voice of Y", "The X | World", its own name."""
    if site and norm(words).replace(" ", "").startswith(norm(site).replace(" ", "")[:8]):
        return True
    return (
        bool(re.match(r"[A-Z][A-Z'’-]+(?:[ -][A-Z][A-Z'’-]+)* (?:[—–|-]) ", words))
        or (bool(_CRUMB.match(words)) and not _TELLS.search(words))
        or (words.isupper() and len(words.split()) <= 6 and not _FINITE.search(words))
    )


# Words of a headline that tells something: verbs and nouns of what happens, and numbers.
_TELLS = re.compile(
    r"\d|\b(?:kill\w*|dead|dies?|died|deaths?|wound\w*|injur\w+|hurt|attack\w*|strikes?|says?|said|blasts?|bomb\w*|shot|shoot\w*|clash\w*|captur\w+|seiz\w+|arrest\w*|fle[ed]\w*|flees?|claims?|denies|"
    r"denied|warns?|urges?|rises?|climbs?|takes?|frees?|freed|releas\w+|abduct\w+|kidnap\w*|surrender\w*|fires?|protest\w*|police|after|victims?|troops|rebels?|militants?|soldiers?|fighting|battle)\b",
    re.I,
)
_CRUMB = re.compile(r"[^.!?]{2,40}(?:\s*[|>»›/]\s*[^.!?|>»›/]{2,40})+$")


def _run_in(blocks: list[Block], limit: int, dateline: Dateline | None) -> Heading | None:
    """A headline that stands as the first sentence of the first paragraph: "Headline In Capitals. The text …"."""
    for index, block in enumerate(blocks[:6]):
        if block.out or index > limit:
            continue
        start = block.start
        found = re.match(r"(?P<head>[^.!?]{15,150}?)\.\s+(?=[A-Z\"“‘'(])", block.words[start:])
        if found is None or len(block.words) < 150:
            return None
        head = found["head"]
        words = re.findall(r"[^\W\d_][\w'’-]*", head)
        big = [w for w in words if len(w) > 3]
        titled = sum(1 for w in big if w[0].isupper())
        if (
            4 <= len(words) <= 20
            and len(big) >= 3
            and titled >= 0.85 * len(big)
            and not head.isupper()
            and not re.search(r"\b(?:said|was|were|had)\b", head)
        ):
            if dateline is not None and dateline.block == index and dateline.end <= start + found.end():
                return None
            block.breaks.append(start + found.end())
            return Heading(index, start, start + found.end("head"))
        return None
    return None


def _drop_repetitions(blocks: list[Block], chosen: int, title: str) -> None:
    """Leave out the headline where it is said again: as a line, or before the text as "Headline. The text …"."""
    said = norm(title)
    if len(said.split()) < 3:
        return
    for block in blocks[chosen + 1 : chosen + 12]:
        if block.out:
            continue
        at = block.start
        words = block.words[at:]
        if norm(words) == said:
            block.drop(LeftOutReason.REPEATED, "headline again", at)
            continue
        if len(words) > len(title) and norm(words[: len(title) + 2]).startswith(said):
            end = at + len(title)
            while end < len(block.words) and block.words[end] in ".:|–—- ":
                end += 1
            if (
                block.words[at + len(title) : at + len(title) + 1] in (".", ":", "|")
                and block.words[at : at + len(title)].lower() == title.lower()
            ):
                block.drop(LeftOutReason.REPEATED, "headline again", at, end)
