"""Photo and video captions, by their credit and by their shape.

A caption says what is to be seen, in the present tense, with day and place and a credit in brackets. One of
these alone also occurs in reports; so points are added up, and an open credit ("AP Photo/…") decides alone.
"""

from __future__ import annotations

import re

from dateline.clean.blocks import Block
from dateline.clean.furniture import AGENCY
from dateline.terms import LeftOutReason

__all__ = ["caption_start", "is_credited", "mark_captions"]

_PHOTO_WORD = (
    r"(?:photo(?:s|graph(?:s|er)?)?|image|picture|video|screengrab|screen ?shot|graphic|illustration|map|mugshot|"
    r"footage)"
)
# Signs that stand with pictures only.
_OPEN = re.compile(
    rf"(?:^|\W)(?:{_PHOTO_WORD} ?(?:credit|by|courtesy|via|provided)?\s*:|"
    rf"\((?:[^()]{{0,60}} )?(?:file )?(?:photos?|photograph|image|courtesy(?: of|:)|photographer|screenshot|"
    rf"handout)\b[^()]{{0,80}}\)|AP Photo\b|"
    r"(?:AFP|EPA|Reuters|Xinhua|AP)/[A-Z][\w. -]{2,40}\)?\W*$|/?Getty Images|Shutterstock|iStock|"
    r"Handout(?: via)?/|courtesy photo|provided photo|submitted photo|buy photo|"
    r"(?-i:(?<=[.!?]) [A-Z][\w .&'’-]{1,28}/[A-Z][\w .&'’-]{2,28}\.?$)|photo provided|file photo|"
    r"\| staff photographer|staff photographer|view full caption|hide caption|toggle caption|enlarge image|"
    r"courtesy of .{2,60}\)?$|\(courtesy\b[^()]*\)|"
    r"[Pp]hotograph: |(?:credit|courtesy|image|pictured?|photo)s?\s*:\s*[^.]{2,80}$|image \d+ of \d+|photo \d+ of \d+|"
    r"(?-i:\((?![^()]*\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Parkway|Highway|Hwy|Drive|Dr|"
    r"Lane)\b)[A-Z][\w .&'’-]{1,50}/ ?[A-Z@][\w .&'’-]{2,50}\)\W*$)|"
    r"\((?:Public domain|Handout|Courtesy|Contributed|Provided|Submitted|Facebook|Staff|File|Instagram|"
    r"Google(?: Maps| Street View)?|Wikimedia[^)]*|Screenshot[^)]*|Family photo)\)\W*$)",
    re.I,
)
_HINT = re.compile(
    r"photo|image|pictur|video|screen|graphic|illustrat|map|mugshot|footage|credit|courtesy|getty|shutterstock|"
    r"istock|handout|caption|/|\((?:public|contrib|provid|submit|facebook|staff|file|instagram|google|wiki|"
    r"family)",
    re.I,
)
_AGENCY_END = re.compile(
    rf"\((?:{AGENCY}|[A-Z][\w.&'’ ]{{1,30}}(?: (?:Navy|Army|Air Force|Marine Corps|Department|Office|Center|"
    rf"Centre|Police|TV|Staff))|[A-Z]{{2,6}}(?:-TV)?)(?:[ /,][^()]{{1,60}})?\)\W*$"
)
_BEGINS = re.compile(
    r"(?:in this|this|a|an|the)?\s*(?:undated |file |handout |aerial |satellite |video |combination |still |recent )*"
    r"(?:photo|image|picture|photograph|frame ?grab|screen ?grab|framegrab|still image|video grab|footage|"
    r"file photo|map)\b[^.]{0,60}?(?:,|\bshows?\b|\btaken\b|\bprovided\b|\breleased\b|\bfrom\b|:)",
    re.I,
)
_NOT_BEGINS = re.compile(
    r"(?:the |an? )?(?:\w+ )?(?:video|footage|photos?|images?|pictures?|map)\b.{0,130}\b(?:emerged|showed|was|"
    r"were|said|surfaced|circulat|obtained|broadcast|aired|posted|shared|appear(?:s|ed)|shows that|according to)",
    re.I,
)
# Third person or plural present of what people and things do in pictures.
_DOING = re.compile(
    r"\b(?:(?:is|are|was|were) (?:seen|pictured|shown|photographed|carried|comforted|escorted)(?! as\b)|(?:watch|"
    r"stand|walk|look|sit|gather|carry|carri|inspect|hold|wait|rise|billow|"
    r"burn|ride|patrol|pray|mourn|embrace|hug|comfort|react|search|work|pose|wave|speak|listen|point|load|board|"
    r"arrive|leave|attend|visit|guard|secure|investigate|observe|"
    r"prepare|help|survey|examine|line|block|march|chant|shout|celebrate|play|cook|queue|shovel|fly|drive|pass|"
    r"cross|clear|dig|lie|hang|fill|cover|surround)(?:s|es)?\b)"
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|killed|wounded|injured|died|fired|announced|reported|added|did|began|came|went|"
    r"took|fled|arrested|attacked|seized|hit)\b"
)
_FULL_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? \d{4}\b|\b\d{1,2} (?:Jan|Feb|Mar|"
    r"Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? \d{4}\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SIDE = re.compile(
    r"(?:\((?:left|right|center|centre|top|bottom|back|front|from left|second from \w+)\)|, (?:left|right|center|"
    r"centre),|\bfrom left\b|^(?:left|right|above|below|top)\s*:)",
    re.I,
)
_PHOTOGRAPHER = re.compile(
    r"[A-Z][A-Z.'’-]+ (?:[A-Z][A-Z.'’-]+ ){1,2}\| [A-Z][\w'’&.-]+[ -][A-Z][\w'’&.-]+|"
    r"[A-Z][\w'’.-]+ [A-Z][\w'’.-]+ \| [A-Z][\w'’&. -]{2,30} (?=[A-Z])"
)
_HEADED = re.compile(
    r"(?:photos?|gallery|video|slideshow|watch|images?|caption|pictured|above|credit|file|map|graphic|raw video|"
    r"play video|photo gallery)\s*[:|]\s*\S",
    re.I,
)
_ATTRIBUTED = re.compile(r"\b(?:said|told|says|according to|added|announced|reported)\b")
_SENTENCE = re.compile(
    r"(?<=[a-zà-þ0-9)%]{3})(?<!Capt)(?<!Sept)(?<!Brig)(?<!Dept)(?<!Col)(?<!Gen)[.!?][\"”')\]]*\s+(?=[A-Z\"“(])"
)
_SURE = re.compile(
    r"\(?\b(?:photo|photograph|photos|ap photo|file photo|photo credit)\s*:|\(file photo\)|"
    r"in this (?:file )?photo|getty images\W*$",
    re.I,
)


def caption_start(words: str) -> int | None:
    """Where a caption begins that closes a paragraph of another kind; None where there is none."""
    found = re.search(r"\s(?:Buy Photo|Photo:|\(Photo: )", words)
    if (
        found
        and _ATTRIBUTED.search(words[: found.start()])
        and words[: found.start()].rstrip().endswith((".", "”", '"'))
    ):
        return found.start()
    return None


def is_credited(words: str) -> bool:
    """True for words that end in a picture credit."""
    return bool((_HINT.search(words) and _OPEN.search(words)) or _AGENCY_END.search(words))


def mark_captions(blocks: list[Block], dateline_at: int | None) -> None:
    """Mark captions. ``dateline_at`` is the index of the paragraph with the dateline, where there is one."""
    whole = " ".join(block.words for block in blocks)
    length = max(60, len(whole.split()))
    for index, block in enumerate(blocks):
        if block.out:
            continue
        at = block.start
        words = block.words[at:]
        size = len(words.split())
        if "figcaption" in block.tags or "figure" in block.tags:
            block.drop(LeftOutReason.CAPTION, "figure of the page", at)
            continue
        if (
            size > 90
            or (size > 0.4 * length and not _SURE.search(words))
            or (words.isupper() and not _SURE.search(words))
        ):
            continue
        rule = _rule(words, size, index, dateline_at, stamped=at > 0, last=index >= len(blocks) - 3, whole=whole)
        if rule:
            block.drop(LeftOutReason.CAPTION, rule, at)
        elif (start := caption_start(words)) is not None:
            block.drop(LeftOutReason.CAPTION, "picture credit", at + start)


def _rule(
    words: str, size: int, index: int, dateline_at: int | None, *, stamped: bool, last: bool, whole: str
) -> str | None:
    sentences = 1 + len(_SENTENCE.findall(words))
    before = dateline_at is not None and index < dateline_at
    if dateline_at == index:
        return None
    if _PHOTOGRAPHER.match(words) and words.rstrip().endswith((".", ")", '"', "”")) and size >= 8:
        return "photographer named"
    if size <= 30 and _HEADED.match(words) and not _ATTRIBUTED.search(words):
        return "headed as picture or video"
    if _BEGINS.match(words) and not _NOT_BEGINS.match(words) and sentences <= 3:
        return "says that it is a picture"
    if _HINT.search(words) and _OPEN.search(words) and sentences <= 4 and (size <= 60 or not _ATTRIBUTED.search(words)):
        return "picture credit"
    points = 0
    doing = _DOING.search(words)
    first = _PAST.search(words)
    present = bool(doing) and (first is None or (doing is not None and doing.start() <= first.start()))
    signed = _AGENCY_END.search(words)
    acronym = re.fullmatch(r"\(([A-Z]{2,6})\)\W*", signed.group()) if signed else None
    # A party's short name in brackets ("… Front (UFH)") occurs in the text again; an agency's does not.
    if signed and not (acronym and len(re.findall(rf"\b{acronym.group(1)}\b", whole)) > 1):
        points += 1
        bare = re.sub(r"\s*\([^()]*\)\W*$", "", words)
        if not bare.endswith((".", "!", "?", '"', "”")):
            points += 1
        if not (first or present) and size <= 20:
            points += 1
        if last and bare.endswith((".", '"', "”")) and not present:
            points -= 2
    if present:
        points += 1
        if doing and doing.group().split()[0] in ("is", "are"):
            points += 1
    if _FULL_DATE.search(words) and sentences <= 2:
        points += 1
    if _SIDE.search(words):
        points += 2
    shown = sentences == 1 or (sentences <= 3 and (stamped or _FULL_DATE.search(words) is not None))
    if present and before and shown and not _ATTRIBUTED.search(words):
        points += 1
    if stamped and present and sentences == 1 and words.endswith(".") and (_WEEKDAY.search(words) or before):
        points += 1
    return "caption's shape" if points >= 3 or (points >= 2 and before and words.endswith((".", ")"))) else None
