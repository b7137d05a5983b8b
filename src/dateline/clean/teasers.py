"""Links to and openings of other stories, single lines and whole tails.

A line that says "Related: …" is a teaser by its words. Whole paragraphs of other stories are told by where
they stand and what they speak of: after such a line, near the end, closed by "Read more", or without a name,
number or rare word in common with the report. In doubt a paragraph stays: a false drop loses the dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from dateline.clean.blocks import Block, norm
from dateline.clean.captions import is_credited
from dateline.clean.heading import headline_like
from dateline.terms import LeftOutReason
from dateline.words import MONTHS, WEEKDAYS

__all__ = ["mark_repeated", "mark_tail", "mark_teasers"]

_HEAD = (
    r"(?:see also|see more|also see|read (?:also|next|this|more|the (?:full|rest|original|latest))|also read|"
    r"watch (?:next|also|now|live|below|the (?:video|report))|watch|up next|"
    r"related(?: (?:stor(?:y|ies)|coverage|content|articles?|posts?|links?|news|headlines|topics|reading|video|"
    r"to this story))?|"
    r"more(?: (?:from|on|in|news|stories|coverage|headlines|world|local|top|about|to read|like this|related|crime|"
    r"recent)\b[\w .,'’&]{0,40})?|don[’']t miss|recommended(?: (?:for you|stories|reading|articles|videos))?|"
    r"most (?:read|popular|viewed|shared|recent|commented|watched)(?: \w+){0,3}|trending(?: (?:now|stories|news|"
    r"on \w+|topics|videos?|articles))?|popular(?: (?:now|stories|posts|news|on \w+))?|"
    r"you (?:may|might|could) (?:also )?(?:like|be interested in)|you may have missed|in case you missed it|icymi|"
    r"editor[’']?s[’']? (?:picks?|choice)|top (?:stories|news|headlines|picks|videos)|"
    r"latest (?:news|stories|headlines|updates|videos|from [\w ]{2,30})|previous(?:ly| story| coverage| stories|"
    r" reports?)?|next (?:story|article|up|post)|previous (?:article|post)|earlier(?: story| coverage| report)?|"
    r"keep reading|(?:photos?|pictures?|images|gallery|photo gallery|videos?|slideshow|raw video|live blog|"
    r"live updates?|timeline|interactive|map|graphic|podcast|listen|opinion|analysis|explainer|"
    r"in pictures|in photos|fact ?check|factbox|profile|background|full coverage|complete coverage|special report|"
    r"exclusive|documents?|read)|other (?:stories|news|headlines)|"
    r"suggested(?: \w+)?|sponsored(?: \w+)*|promoted(?: \w+)*|around the web|from (?:the|our) (?:web|partners|"
    r"archives?)|elsewhere(?: (?:on the web|in [\w ]{3,30}))?|what to read next|stories (?:for you|you may like)|"
    r"to read also|also in this (?:issue|edition)|(?:today )?inside|in today[’']s paper|in other news|"
    r"articles? liés?|sur le même sujet|(?:à|a) lire(?: aussi)?|lire aussi|voir aussi|lea también|lee también|"
    r"leer más|vea también|mehr zum thema|lesen sie auch|leggi anche|baca juga|leia (?:também|mais))"
)
# Heads that open a teaser only when a mark (":" or "|") parts them from what follows; alone they are a heading of links.
_LINE = re.compile(rf"[\W_]{{0,4}}{_HEAD}\s*(?:[:|»>–—]|-\s|>>)+\s*\S", re.I)
_ALONE = re.compile(
    rf"[\W_]{{0,4}}{_HEAD}(?: (?:stories|news|videos?|on \w+|here|now|like this|below|you may like[\w ]*|"
    rf"from [\w. ]{{2,30}}))?\s*[:|»>.…-]*\W*$",
    re.I,
)
_ALWAYS = re.compile(
    r"[\W_]{0,4}(?:see also\b|read more\b(?! than)|read also\b|also read\b|watch next\b|read next\b|up next\b|"
    r"related (?:stories|coverage|content|articles|posts|links|headlines)\b|more stories\b|"
    r"most read\b|trending (?:stories|now)\b|(?:article|story|report|post|content|text|this (?:article|story)|"
    r"program|video) continue[sd] (?:after|below|on)\b|continue[sd]? reading\b|"
    r"continue to article|continued (?:on|from) page\b|skip to\b|(?:à |a )?lire aussi\b|lea también\b|you (?:may|"
    r"might) (?:also )?like\b|more from\b|recommended (?:stories|for you|reading)\b|"
    r"(?:click|tap|go) here (?:to|for)\b|for (?:more|the latest|complete|full) (?:on|information about|coverage|"
    r"stories)\b.{0,60}(?:click|visit|here|go to)|read (?:the )?(?:full|rest|entire|original|"
    r"complete)\b.{0,30}(?:story|article|report|statement|here|at|on)\b)",
    re.I,
)
# A link that closes the opening of a story: it stands after its paragraphs.
_CLOSER = re.compile(
    r"\W*(?:read more(?:\s*(?:show less|…|\.\.\.|»|>|here|→))?|show (?:less|more)|full (?:story|article)|"
    r"read (?:the )?(?:full|whole|entire) (?:story|article|report)|continue reading|more\s*[»>…→]|\[?(?:…|"
    r"\.\.\.)\]?\s*(?:more|read more)|view (?:story|article)|keep reading|learn more)\W*(?:»|>|→|…)?$",
    re.I,
)
_BRACKETED = re.compile(
    r"\s*[\[(](?:read|see|watch|related|also|more|click|for (?:more|up to the minute)|photos?|video|"
    r"check)\b[^\[\]()]{3,160}[\])]\s*$",
    re.I,
)
_WHOLE_BRACKET = re.compile(
    r"[\[(](?:read|see|watch|related|also|more|click|for (?:more|up to the minute)|photos?|video|check|"
    r"interactive|graphic|map)\b[^\[\]]{3,200}[\])]\W*$",
    re.I,
)
# The section of the paper before the headline of a link: "CRIME: Man held after chase". A place ("KUPWARA: Two
# militants killed") opens an item of a bulletin instead.
_SECTION = re.compile(
    r"[\W_]{0,4}(?:CRIME|COURTS?|LAW ENFORCEMENT|POLICE|PUBLIC SAFETY|POLITICS|GOVERNMENT|ELECTIONS?|EDUCATION|SCHOOLS?|"
    r"TECHNOLOGY|TECH|SCIENCE|HEALTH|BUSINESS|ECONOMY|MONEY|SPORTS?|ENTERTAINMENT|LIFESTYLE|CULTURE|TRAVEL|WEATHER|"
    r"TRAFFIC|COMMUNITY|NEIGHBORHOODS?|LOCAL(?: NEWS)?|NATION(?:AL)?|WORLD|NEWS|STORY|STORIES|COLUMN|COMMENTARY|"
    r"EDITORIAL|LETTERS?|INVESTIGATIONS?|SPECIAL|BLOG|QUIZ|POLL)\s*[:|]\s+\S"
)
# Words that also open a report's own headline ("Exclusive: …") or an earlier version of it ("Previous story: …").
_WEAK = re.compile(
    r"[\W_]{0,4}(?:exclusive|analysis|opinion|explainer|factbox|background|profile|timeline|special report|live|"
    r"interactive|map|previous|earlier|video|watch|raw video|documents?|fact ?check|inside|latest)\b",
    re.I,
)
_VERSION = re.compile(
    r"[\W_]{0,4}(?:previous(?:ly| story| coverage| report)?|earlier(?: story| coverage| report)?|"
    r"original(?: story)?|first report|background)\s*[:|]\s*",
    re.I,
)
_INTERRUPT = re.compile(
    r"\W*(?:article|story|report|text|content|program|video)? ?continue[sd]? (?:after|below|reading)\b|"
    r"\W*\(?(?:story|article) continues",
    re.I,
)
# Marks of a player or a list before the headline of another story.
_PLAYER = re.compile(
    r"\W*(?:(?:raw |watch )?video\s*\(?\d{1,2}:\d\d\)?|embed\s*>?\s*more\b|quick clicks\b|raw:|now playing:?|"
    r"playing next:?|replay:?)\s*:?\s*\S",
    re.I,
)
_LISTED = re.compile(r"\+\s+\S")
# Links glued to the end of a paragraph: "… police said. Related Articles Man held after chase".
_GLUED = re.compile(
    r"(?<=[.!?\"”])\s+(?:(?:Related|More) (?:Articles?|Stories|Content|Coverage|Videos?|Links?)\b\W*[A-Z]|"
    r"(?:Most (?:read|popular|viewed|shared)(?: today| now| this week)?|Trending(?: now)?|Also read|Read also|See also)\s*:"
    r"\s*\S).*$"
)
_CUT_SHORT = re.compile(r"[\w,]\s?(?:…|\.{3})$")
_TIMED = re.compile(r"(?:\d{1,2}:\d\d(?::\d\d)?|\d+ (?:min|hour|day)s? ago)\s+\S")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_CAPITAL = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][\w'’-]*[\w]\b")
_LOWER = re.compile(r"\b[a-zà-þ][a-zà-þ'’-]{5,}\b")
_LINKS = ("opener", "heading", "closer")
# So many links are looked at for where the report ends; a page with more is no page of news.
_MOST = 60
_COMMON = frozenset((*WEEKDAYS, *MONTHS)) | frozenset(
    """
    the a an this that these those he she it they we you i his her its their our in on at by for from with after
    before during while when where who what why how as if but and or not no one two three four five six seven eight
    nine ten police officials official officers government people president minister mr mrs ms dr sgt lt col gen
    capt rep sen read more show less new city county state states united news said says according there here some
    many most all both each other another such than then so also just only even still about over under into
    authorities department office national because however several between against spokesman spokeswoman
    """.split()
)


def mark_repeated(blocks: list[Block]) -> None:
    """Leave out paragraphs that stand on the page a second time, word for word.

    Pages that print a list of other stories twice over (for two widths of screen) have each blurb doubled on the
    spot: where two or more are, those that have nothing in common with the rest go altogether. Short lines of a
    list may rightly be alike (two victims of one age).
    """
    _doubled(blocks)
    seen: set[str] = set()
    for block in blocks:
        if block.out:
            continue
        said = norm(block.rest)
        if len(said.split()) < 6 or (":" in block.rest and not block.rest.endswith((".", '"', "”"))):
            continue
        if said in seen:
            block.drop(LeftOutReason.REPEATED, "said before", block.start)
        seen.add(said)


def _doubled(blocks: list[Block]) -> None:
    kept = [block for block in blocks if not block.out]
    pairs = [(a, b) for a, b in pairwise(kept) if len(a.rest.split()) >= 8 and norm(a.rest) == norm(b.rest)]
    if len(pairs) < 2:
        return
    twice = {id(block) for pair in pairs for block in pair}
    rest = [block.rest for block in kept if id(block) not in twice]
    if sum(len(words) > 60 for words in rest) < 2:
        return
    known = _vocabulary(rest)
    for pair in pairs:
        if not related(pair[0].rest, known, doubt=False):
            for block in pair:
                _drop(block, "blurb of another story")


def mark_teasers(blocks: list[Block], first: int) -> None:
    """Lines that link to other stories, and the lists of headlines under such a line. ``first``: the first body block."""
    listing = False
    for index, block in enumerate(blocks):
        if block.out:
            listing = listing and any(cut.reason is not LeftOutReason.TEASER for cut in block.cuts)
            continue
        at = block.start
        words = block.words[at:]
        size = len(words.split())
        closing = size <= 8 and bool(_CLOSER.match(words))
        if closing or (size <= 10 and _ALONE.match(words) and not (size <= 2 and words.isupper() and index <= first)):
            block.role = "closer" if closing else "heading"
            block.drop(LeftOutReason.TEASER, "heading of links" if block.role == "heading" else "link to the rest", at)
            listing = block.role == "heading"
        elif (
            (version := _VERSION.match(words))
            and len(words) - version.end() > 60
            and words.rstrip().endswith((".", '"', "”"))
        ):
            block.drop(LeftOutReason.STAMP, "label of an earlier version", at, at + version.end())
            listing = False
        elif index <= first and _WEAK.match(words) and not _ALONE.match(words):
            listing = False
        elif size <= 45 and (_LINE.match(words) or _ALWAYS.match(words)) and _not_a_sentence(words):
            block.role = "interrupt" if _INTERRUPT.match(words) else "opener"
            block.drop(LeftOutReason.TEASER, "link to another story", at)
            listing = block.role != "interrupt" and words.rstrip().endswith(":")
        elif index > first and size <= 25 and _SECTION.match(words) and headline_like(words.split(":", 1)[-1].lstrip()):
            block.drop(LeftOutReason.TEASER, "headline under a section of the paper", at)
        elif size <= 45 and _WHOLE_BRACKET.match(words):
            block.drop(LeftOutReason.TEASER, "link to another story", at)
        elif listing and headline_like(words):
            block.role = "listed"
            block.drop(LeftOutReason.TEASER, "headline in a list of links", at)
        elif (
            (_TIMED.match(words) or _LISTED.match(words)) and size <= 25 and index > first and headline_like(words)
        ) or (size <= 40 and _PLAYER.match(words)):
            block.drop(LeftOutReason.TEASER, "headline in a list of links", at)
        else:
            listing = False
            tail = _BRACKETED.search(block.words, at) or _GLUED.search(block.words, at)
            if tail and tail.start() > at + 25:
                block.drop(LeftOutReason.TEASER, "link to another story", tail.start())


def _not_a_sentence(words: str) -> bool:
    """False for a sentence of the report that begins like a heading ("Read more than 100 names …", "Watch: he said …")."""
    return not (
        len(words.split()) > 22
        and re.search(r"\b(?:said|told|according to)\b", words)
        and words.rstrip().endswith((".", '"', "”"))
    )


def mark_tail(blocks: list[Block], first: int) -> None:
    """Whole paragraphs of other stories after the report."""
    closers = [i for i, block in enumerate(blocks) if block.role == "closer" and i > first]
    if closers:
        _openings(blocks, first, closers)
    openers = [
        i for i, block in enumerate(blocks) if block.role in ("opener", "heading", "closer") and i > first
    ] + _credits(blocks, first)
    if openers:
        _unrelated_after(blocks, first, sorted(openers))
    _cut_short(blocks, first)
    _trailing_headlines(blocks, first)


def _cut_short(blocks: list[Block], first: int) -> None:
    """Openings of other stories, broken off with three dots, that share no name and no rare word with what stands before."""
    for i, block in enumerate(blocks):
        if i <= first or block.out or len(block.rest.split()) < 12 or not _CUT_SHORT.search(block.rest.rstrip()):
            continue
        if not related(block.rest, _known(blocks, i), doubt=False):
            _drop(block, "opening of another story, broken off")


def _openings(blocks: list[Block], first: int, closers: list[int]) -> None:
    """Openings of stories that "Read more" closes.

    What stands before the first such link is the report and perhaps one opening: that begins at a line that
    links elsewhere, at a credited caption or at a headline after which nothing speaks of the report any more.
    What stands between two such links is an opening where it begins with a caption or headline, or does not
    speak of the report; a link in the middle of a report does not end it.
    """
    start = _opening_before(blocks, first, closers[0])
    if start is not None:
        for i in range(start, closers[0] + 1):
            _drop(blocks[i], "opening of another story")
    known = _known(blocks, closers[0] if start is None else start)
    for before, end in pairwise(closers):
        inside = range(before + 1, end)
        opening = next((blocks[i] for i in inside if blocks[i].role not in _LINKS), None)
        if opening is None:
            continue
        shaped = is_credited(opening.words) or (headline_like(opening.words) and not opening.words.isupper())
        if shaped or not any(related(blocks[i].rest, known) for i in inside if not blocks[i].out):
            for i in inside:
                _drop(blocks[i], "opening of another story")


def _opening_before(blocks: list[Block], first: int, closer: int) -> int | None:
    """Where the opening begins that the first "Read more" closes; None where the report stands there alone."""
    edges = [
        i for i in range(first + 1, closer)
        if blocks[i].role in _LINKS
        or is_credited(blocks[i].words)
        or (not blocks[i].out and headline_like(blocks[i].rest) and not blocks[i].rest.isupper())
    ]  # fmt: skip
    for at in edges[:_MOST]:
        linked = blocks[at].role in _LINKS
        known = _known(blocks, at)
        after = [i for i in range(at + (1 if linked else 0), closer) if not blocks[i].out]
        if linked:
            opening = next((blocks[i] for i in range(at + 1, closer) if blocks[i].role not in _LINKS), None)
            captioned = opening is not None and is_credited(opening.words)
            if captioned and _body_before(blocks, first, at) >= 2:
                return at
        told = [i for i in after if i > at]
        if (linked or told) and not any(related(blocks[i].rest, known) for i in told):
            return at
    return None


def _unrelated_after(blocks: list[Block], first: int, openers: list[int]) -> None:
    """Drop what follows a link elsewhere where, from there to the end, no paragraph speaks of the report.

    It must look like another story: a headline or a caption stands first, or the links have a heading.
    """
    for at in openers[-_MOST:]:
        after = [i for i in range(at + 1, len(blocks)) if not blocks[i].out]
        if not after:
            return
        if _body_before(blocks, first, at) < 2 or len(after) > 1.5 * _body_before(blocks, first, at) + 3:
            continue
        opening = next(
            (b for b in blocks[at + 1 : after[0] + 1] if b.role not in ("opener", "heading", "closer")),
            blocks[after[0]],
        )
        captioned = any(cut.reason is LeftOutReason.CAPTION for cut in opening.cuts)
        if not (blocks[at].role in ("heading", "closer") or captioned or headline_like(opening.words)):
            continue
        known = _known(blocks, at)
        if not any(related(blocks[i].rest, known) for i in after):
            for i in after:
                _drop(blocks[i], "after the last paragraph of the report")
            return


def _credits(blocks: list[Block], first: int) -> list[int]:
    """Blocks that end a report: who wrote and edited it, whose copyright it is."""
    rules = ("reporting and editing", "copyright", "contributors")
    return [
        i
        for i, b in enumerate(blocks)
        if i > first and any(cut.rule in rules and cut.span.end == b.span.end for cut in b.cuts)
    ]


def _trailing_headlines(blocks: list[Block], first: int) -> None:
    """Three or more headlines in a row at the end, after credits or links, none of which speaks of the report."""
    run: list[int] = []
    start = len(blocks)
    for i in range(len(blocks) - 1, first, -1):
        words = blocks[i].rest
        if blocks[i].out:
            if run:
                break
            continue
        if (
            not headline_like(words)
            or len(words.split()) < 5
            or words.count(":") > 1
            or words.lstrip().startswith(("•", "-", "–", "*"))
        ):
            break
        run.append(i)
        start = i
    marked = start > 0 and blocks[start - 1].out
    if len(run) < 3 or not marked:
        return
    known = _known(blocks, start)
    if not any(related(blocks[i].rest, known) for i in run):
        for i in run:
            _drop(blocks[i], "headlines after the report")


def _body_before(blocks: list[Block], first: int, at: int) -> int:
    return sum(1 for block in blocks[first:at] if not block.out and len(block.rest) > 20)


def _drop(block: Block, rule: str) -> None:
    if not block.out:
        block.drop(LeftOutReason.TEASER, rule, block.start)
    else:
        block.cuts.clear()
        block.drop(LeftOutReason.TEASER, rule)


def _known(blocks: list[Block], end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Names and rare words of what is kept before block ``end``."""
    return _vocabulary(block.rest for block in blocks[:end] if not block.out)


def related(words: str, known: tuple[frozenset[str], frozenset[str]], *, doubt: bool = True) -> bool:
    """True where ``words`` share names or rare words with the vocabulary ``known`` (names, rare words).

    ``doubt`` is what a paragraph with hardly a name to judge by gets.
    """
    names, rare = _names(words), _rare(words)
    shared_names = names & known[0]
    shared = rare & known[1]
    if doubt and len(names) < 2 and not headline_like(words) and len(words) < 240:
        return True
    if not names and len(rare) < 5:
        return bool(shared) or not headline_like(words)
    if not names:
        return len(shared) >= max(1, len(rare) // 6)
    return (
        len(shared_names) >= max(1, 0.25 * len(names))
        or (bool(shared_names) and len(shared) >= 2)
        or len(shared) >= max(3, 0.4 * len(rare))
    )


def _vocabulary(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    rare: set[str] = set()
    for text in texts:
        names |= _names(text) | {word.lower() for word in _CAPITAL.findall(text) if word.lower() not in _COMMON}
        rare |= _rare(text)
    return frozenset(names), frozenset(rare)


def _names(words: str) -> set[str]:
    """Names in small letters: capitalised words but for those that begin a sentence and are common."""
    found = {word.lower().removesuffix("'s").removesuffix("’s") for word in _CAPITAL.findall(words)}
    first = {match.group(1).lower() for match in re.finditer(r"(?:^|[.!?][\"”’)]*\s+)[\"“‘(]*([A-Z][\w'’-]*)", words)}
    lower = set(_LOWER.findall(words))
    return {word for word in found if word not in _COMMON and not (word in first and (len(word) < 5 or word in lower))}


def _rare(words: str) -> set[str]:
    return {word[:7] for word in _LOWER.findall(words) if word not in _COMMON}
