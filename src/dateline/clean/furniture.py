"""Stamps, labels, credits and widgets: what stands on a page around its report.

Rules go by what such lines say in any outlet, never by an outlet's own wording. A rule that looks at a whole
paragraph asks that it be short: a long paragraph is the report's, whatever it begins with.
"""

from __future__ import annotations

import re

from dateline.clean.blocks import Block
from dateline.clean.dates import figures, weekdays
from dateline.clean.published import day_in
from dateline.terms import LeftOutReason

__all__ = ["AGENCY", "PAPER", "POSTED", "mark_credits", "mark_stamps", "mark_widgets", "tells"]

# News agencies as they sign, in full and in short.
AGENCY = (
    r"(?:The )?(?:Associated Press|Reuters|Agence France[- ]Presse|United Press International|Xinhua|"
    r"Anadolu(?: Agency| Ajansı)?|"
    r"Press Trust of India|Deutsche Presse-Agentur|Bloomberg(?: News)?|Interfax|Kyodo(?: News)?|"
    r"Yonhap(?: News Agency)?|"
    r"Pajhwok(?: Afghan News)?|Thomson Reuters(?: Foundation)?|Canadian Press|Press Association|Tribune News Service|"
    r"Philippine News Agency|Inter Press Service|Wire Services?|Staff and Wire Reports?|Agencies|"
    r"AP|AFP|UPI|DPA|dpa|PTI|IANS|ANI|EFE|ACAN-EFE|ANSA|TASS|ITAR-TASS|RIA Novosti|SANA|IRNA|WAFA|PNA|APP|APA|"
    r"KUNA|MENA|NAN|UNB|BSS)"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK_FIRST = r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
_CLOCK = (
    r"\d{1,2}\s?h\s?\d\d|\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?|\d{1,2}\s*[ap]\.?m\.?"
)
_DAY = figures()
_MOMENT = (
    rf"(?:(?:{_WEEKDAY}|{weekdays()}),?\s*(?:\|\s*)?)?(?:le\s+|the\s+)?(?:{_CLOCK_FIRST},?\s+)?{_DAY}"
    rf"(?:\s*(?:,|at|à|às|um|kl\.?|alle|-|–|\||@|T)?\s*(?:{_CLOCK}))?(?:\s*\(?[A-Z]{{2,4}}(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?\)?|\s*[+-]\d{{4}}|Z)?"
    rf"(?:\s+{weekdays()})?"
)

_DATE_STAMP = re.compile(
    r"(?:date|published|publish_date|crawled)[:=]?\s+(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?:\s+|$)", re.I
)
POSTED = re.compile(
    rf"(?:(?:first |web )?(?:posted|published|updated|last updated|(?:last )?modified|created|issued|uploaded|filed|crawled|"
    rf"released|originally published|(?:release |issue )?(?:date|time)|dated|"
    rf"date (?:released|published|of (?:issue|publication|release))|"
    rf"published date|publié|publie|publicado|publicada|publicado em|mis à jour|actualizado|diterbitkan|yayınlanma(?: tarihi)?|"
    rf"опубликовано|опубліковано|veröffentlicht|pubblicato|geplaatst|gepubliceerd|تاريخ النشر|نشر)"
    rf"(?: in (?:the )?[\w .&'’-]{{3,40}}?,?(?: on)?| on| at| le| el| em| am| il| op| by [\w .]{{3,30}})?\s*[:\-–|]?\s*"
    rf"(?:{_MOMENT}|(?:{_CLOCK})(?:[ ,]+{_MOMENT})?|\d+ (?:minutes?|hours?|days?|weeks?) ago|today|yesterday)"
    r"[\s,;|/•·-]*)+",
    re.I,
)
_LONE_MOMENT = re.compile(
    rf"(?:{_MOMENT}|\({_MOMENT}\)|{_CLOCK}|\d+ (?:minutes?|hours?|days?) ago|{_MOMENT}\s*[|/–-]\s*{_MOMENT})\.?$", re.I
)
_HEAD_OF_DAY = re.compile(rf"(?:(?:{_WEEKDAY}|{weekdays()}),?\s*)?{_DAY}[.:]?", re.I)
_ENDED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
PAPER = re.compile(
    r"\b(?:voice|news|times|post|press|daily|herald|dispatch|gazette|journal|weekly|bulletin|update|report|record|"
    r"courier|tribune|hebdo|radio|tv|agency|digest|observer|observatory|online)\b",
    re.I,
)
# A dateline that stands alone ("N'Djamena, 27 March 2025") has no weekday, hour or page.
_PLACE_DAY = re.compile(rf"[A-ZÀ-Þ][\w'’ -]{{2,30}},? {_DAY}\.?$")
_RULE = re.compile(
    r"[\W_]+$|-?30-?$|#{2,}$|[(\[]?(?:ENDS?|END ?ALL|end of (?:transcript|text|statement|release|report|message|"
    r"document|communiqu\w+))[)\]]?\.?(?: \d{4,6}Z)?\W*$|\d{6}Z(?: [A-Z]{3} \d\d)?$|\{[^{}]{2,80}\}$",
    re.I,
)
_PAGE_LINE = re.compile(
    rf"(?=.{{0,100}}{_DAY})(?:(?:[\w.&'’ -]{{2,40}}?)\s*(?:[,|•·–—]|\s-\s)\s*)?(?:{_MOMENT}|{_CLOCK})(?:\s*(?:[,|"
    rf"•·–—]|\s-\s|at)\s*(?:{_MOMENT}|{_CLOCK}|\d{{1,2}}h\d\d|(?:page|p\.|p)\s*[A-Z]?\d+|[\w.' ]{{2,25}}))*$",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:breaking|latest|top|local|world|national|international|crime|metro|regional|u\.?s\.?)\s+)?(?:news|"
    r"world|politics|africa|asia|europe|"
    r"americas|middle east|nation|national|international|local|crime|metro|region(?:al)?|war|conflict|security|"
    r"defen[cs]e|story|article|home|"
    r"video|photos?|opinion|analysis|business|sports?|headlines|latest|breaking|exclusive|top stories|developing|"
    r"print|live|text|content|main|"
    r"public safety|courts?|featured|premium|unclassified|long reads?|features?|in brief|(?:\w+ )?in brief|digest)$",
    re.I,
)
_CRUMBS = re.compile(r"[^.!?]{2,40}(?:\s*[|>»›/·•]\s*[^.!?|>»›/]{2,40}){2,}$")
_SLUG = re.compile(
    r"(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|TIMELINE|FACTBOX|INSIGHT|WITNESS|EXCLUSIVE|ANALYSIS|ADV|PIX|"
    r"LEAD)(?:[ -]\d+)?\s?-\s?)+"
)
# What a chat writes before a message: "[05/03/2019, 14:22] Desk:", "05/03/19, 14:22 - Desk:", "Desk, [05.03.2019 14:22]".
_MESSAGE = re.compile(
    rf"(?:forwarded from [^\n\[]{{2,40}}\s*)?(?:\[(?:{_DAY},?\s+{_CLOCK}|{_CLOCK},?\s+{_DAY})\]\s*(?:[^:\n.]{{2,40}}:\s+)?"
    rf"|{_DAY},\s+{_CLOCK}\s+-\s+[^:\n.]{{2,40}}:\s+|[^:\n.\[]{{2,40}},\s+\[{_DAY},?\s+{_CLOCK}\]\s*)",
    re.I,
)
# Marks that monitoring services (FBIS, BBC) put into a text in brackets, in capitals.
_FBIS = re.compile(
    r"\[(?:TEXT|REPORT|EXCERPTS?|PASSAGE OMITTED|WORDS? INDISTINCT|ARTICLE|EDITORIAL|INTERVIEW|COMMUNIQUE|"
    r"RECORDING|BEGIN RECORDING|END RECORDING|CONTINUES|"
    r"(?:SIGNED|DATELINE|TYPE|FROM THE)[^\]a-z]{0,50})\]\s*|\[(?:Text|Excerpts?|Report|Passage omitted|"
    r"Words? indistinct)\]\s*"
)

_CREDIT_WORD = (
    r"(?:additional |further )?(?:reporting|report|writing|editing|compiled|written|edited|translat(?:ed|ion|ing)|"
    r"produced|photography|graphics?)"
)
_CREDIT_BLOCK = re.compile(
    rf"[(\[*]?\s*(?:{_CREDIT_WORD}(?: and (?:writing|reporting|editing))?\s*by\b|(?:additional )?(?:reporting|"
    rf"writing|editing|translation)\s*:)",
    re.I,
)
_CREDIT_TAIL = re.compile(
    rf"\s*[(\[]\s*{_CREDIT_WORD}(?: and (?:writing|reporting|editing))?\s*(?:by\b|"
    rf":)[^()\[\]]{{2,400}}[)\]]?\s*\.?$",
    re.I,
)
_CREDIT_OPEN_TAIL = re.compile(
    r"(?<=[.!?\"”)])\s+(?:Additional reporting|Reporting|Writing|Editing|Compiled)(?: and (?:writing|reporting|"
    r"editing))? by "
    r"[A-ZÀ-Þ][^.]{2,200}(?:;[^.]{2,200})*\.?$"
)
_CONTRIBUTED = re.compile(
    r"(?:^|(?<=[.!?\"”’)\]])\s+)[(*—–-]*\s*(?:(?:Some |Additional )?[Ii]nformation (?:for|in|"
    r"from) this (?:article|report|story) (?:was|were|is|came)\b.{0,600}|"
    r"(?:[A-ZÀ-Þ]|with |also )(?:[^.!?]|(?<=\b[A-Z])\.|(?<=\bStaff)\.){0,280}?\b(?:contributed|"
    r"assisted)\b(?: (?:to|with|in|on))? ?(?:(?:this|the|his|her|their) (?:report|story|article|dispatch|account|"
    r"coverage|piece)|"
    r"reporting|information|additional|from [A-Z])[^!?]{0,160})$"
)
_COPYRIGHT = re.compile(
    r"[(\[]?\s*(?:©|copyright\b|\(c\)\s*(?:copyright|\d{4})|all (?:content )?rights reserved|"
    r"this material may not be published|all contents? ©|[^.]{0,60}(?:tous droits réservés|todos los derechos|"
    r"alle rechte)|mentions légales)",
    re.I,
)
_COPYRIGHT_TAIL = re.compile(
    r"\s*(?:[(\[]\s*(?:©|copyright\b)[^()\[\]]{2,300}[)\]]?|(?:©|\bCopyright (?:©|\(c\)|"
    r"\d{4}))[^.]{2,120}(?:\. ?All rights reserved[^.]{0,20}\.?"
    r"(?: This material may not[^.]{0,120}\.)?)?|All rights reserved\.?(?: This material may not[^.]{0,120}\.)?)\s*$",
    re.I,
)
_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[A-ZÀ-Þ][\w'’.-]*|de|la|al|el|bin|van|von|der|del|da|dos|ibn))*"
_BYLINE = re.compile(
    rf"(?:By:?|BY:?|Story by|Posted by|Written by|Report by|Text by|From our (?:own )?(?:correspondent|"
    rf"reporter)s?(?: in [^,]{{2,40}})?,?|Reported by|Author:?)\s+"
    rf"(?!(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|"
    rf"July)\b)(?P<name>{_NAME}[^.!?]{{0,110}}|[A-Z .,&|/-]{{4,90}})\.?$"
)
# "By NAME" that runs on into the dateline: "By Jane Doe BEIRUT (AP) — …".
_BYLINE_RUN_ON = re.compile(
    r"By (?P<name>(?:[A-Z][\w.'’-]*[a-z.] ){1,4})(?=[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}[A-Za-zÀ-ÿ ,'’-]{0,40}(?:\(|—|–|--))"
)
_STAFF = re.compile(
    rf"(?P<name>{_NAME}),?\s*(?:[|/,–—-]|is an?|for)?\s*(?:(?:the )?[\w .&'’-]{{0,40}}\b(?:staff|writer|reporter|"
    rf"correspondent|editor|bureau(?: chief)?|producer|"
    rf"contributor|correspondents|wire|{AGENCY}))(?: writer| reporter)?\.?$"
)
_AGENCY_LINE = re.compile(
    rf"[(\[—–-]*\s*(?:(?:from|by|source|via)[: ]+)?{AGENCY}(?:\s*[/,&|]\s*[\w .-]{{2,30}})?\s*[)\]]*\.?$", re.I
)
_SOURCE_LINE = re.compile(
    r"[(\[]?\s*(?:source|sources|origin|via|courtesy|standards|our standards)\s*:\s*[^.!?]{2,140}[.)\]]*$", re.I
)
_NOTE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]+ ){2,4}(?:is|was|are) (?:an?|the)\b[^.]{3,120}\b(?:writer|reporter|correspondent|"
    r"columnist|journalist|novelist|professor|analyst|fellow|researcher|editor|author|teacher)\b.{0,200}(?:\.|"
    r"$)|"
    r".{0,160}(?:views|opinions) expressed\b.{0,120}$|[A-Za-z]{2,4}(?:/[A-Za-z]{2,4}){1,4}$|(?:keywords?|topics?|"
    r"tags?|filed under|categories|category|mots[- ]clés)\s*:",
    re.I,
)
_CONTACT = re.compile(
    r"[(\[—–*\s-]*(?:(?:for (?:further|more) information|reach|contact|e-?mail|follow|call|write to|"
    r"tweet)\b(?: the (?:writer|reporter|author)s?| \w+ \w+| (?:him|her|them|us))?(?: (?:at|on|via|by))?\b.{0,60}"
    r"(?:@|\b\d{3}[-. ]\d{3}[-. ]\d{4}|https?:)|[\w.+-]+@[\w-]+\.[\w.]+\W*$|@\w{2,30}\W*$|https?://\S+\W*$|"
    r"www\.\S+\W*$|twitter(?:\.com)?[:/ ]+@?\w+\W*$|"
    r"(?:service )?(?:press )?contacts?(?: us)?\s*(?::|\|)|\(\([^)]{4,120}\)\)|tel\.?:?\s*\+?\d)",
    re.I,
)
_CONTACT_TAIL = re.compile(
    r"(?:(?<=[.!?\"”)])|^|-{3,}|\*{3,}|_{3,})\s*[^.!?]{0,90}(?:(?:may|can) be (?:reached|contacted)|"
    r"staff writer\b.{0,20}|Reach (?:him|her|[A-Z]\w+ [A-Z]\w+)|Contact (?:him|her|[A-Z]\w+ [A-Z]\w+)|"
    r"Follow (?:him|her|[A-Z]\w+ [A-Z]\w+)|E-?mail:?|Email:)[^!?]{0,120}(?:@[\w.-]+|"
    r"\d{3}[-. ]\d{3,4}(?:[-. ]\d{4})?)[^!?]{0,80}$"
)

_WIDGET = re.compile(
    r"(?:share(?: (?:this|on|via|article|story|with))?\b(?!\s+(?:of|the\b))|tweet(?: this)?$|pin it|like (?:this|"
    r"us on)|follow (?:us|@|\w+ on (?:facebook|twitter)|[\w. ]{2,40}:)|"
    r"join (?:us|the conversation|our)|sign (?:up|in)\b|log ?(?:in|out)\b|subscribe\b|register\b|create (?:an? |"
    r"your )?(?:free )?account|"
    r"already (?:have|a|registered)|need an? |have an? (?:online subscription|account|tip|story|news tip)|"
    r"get (?:the latest|breaking|free|our|email|updates|real-time|alerts|daily)|"
    r"download\b|text [\"“']?\w+[\"”']? to|stay (?:up|informed|connected|tuned)|don[’']t miss|never miss|"
    r"be the first|receive\b.{0,40}\b(?:news|alerts|headlines)|"
    r"click (?:here|on|to|play|the)|tap here|please (?:enable|log|sign|read our|note that comments|turn on)|"
    r"enable javascript|javascript\b|your browser\b|"
    r"we (?:use|and our)\b.{0,60}\bcookies|this (?:web)?site uses|by (?:using|continuing|submitting|clicking|"
    r"signing)\b.{0,60}\b(?:site|you|agree|policy|information)|"
    r"accept (?:all|cookies)|cookie|privacy policy|terms of (?:use|service)|manage (?:your )?(?:cookies|"
    r"preferences|newsletters)|"
    r"advertisement\b|advertise|sponsored|promoted|\[?advertisement|ad choices|continue reading below|↓|"
    r"comments?\s*(?:\(?\d+\)?|:|$|are |policy)|\d+ comments?$|leave a (?:comment|reply|reflection)|"
    r"post a comment|add (?:a )?comment|view comments|show comments|"
    r"print(?: this| article)?$|e-?mail(?: this| article| alerts)?$|facebook$|twitter$|google\+?$|pinterest$|"
    r"linkedin$|reddit$|whatsapp$|telegram$|instagram$|more$|save$|"
    r"copy link|loading\b|close$|close (?:get|this|×)|skip (?:ad|to|this)|back to top|×|top$|menu$|search$|next$|"
    r"previous$|replay$|play$|"
    r"scroll down|on a mobile device|watch (?:this|the) (?:story|video)|hide transcript|show transcript|"
    r"view (?:as|full|larger|more|photos|gallery|slideshow)|autoplay|"
    r"of autoplay|open gallery|embed\b|report an? (?:error|typo|correction)|submit (?:a|your)|send (?:us |your )|"
    r"tune in|listen (?:to|live|now)|"
    r"donate|support (?:our|us|local|independent)|become a (?:member|subscriber|supporter)|"
    r"buy (?:a )?(?:subscription|photo$|reprints)|"
    r"thank(?:s| you) for (?:reading|registering|signing|subscribing|your)|welcome back|we have sent|you (?:must|"
    r"need to|have reached|have \d|[’']ve reached|are currently|may cancel)\b|"
    r"your (?:notification|subscription|email|account|free|cart|session)|there was a problem|email notifications|"
    r"whenever \w+ \w+ posts|why are we asking|"
    r"find .{2,40} on (?:facebook|twitter)|visit our|for more (?:news|information on|neighborhood|local|stories|"
    r"on this|videos?)\b.{0,30}(?:,|:|visit|go|click|here|radio|download|follow)|"
    r"keep (?:checking|up)|refresh\b|read(?: or|/) share|copy(?:right)? link|translate\b|select language|"
    r"font size|a a a|text size|"
    r"read .{3,40} on your (?:phone|telephone|mobile|tablet)|(?:this (?:article|text|story) (?:was|has been) |"
    r"\w+ ?[–-] ?)?(?:automatic(?:ally)?|machine)[ -]translat|imprimer\b|partager\b|envoyer à|compartir\b|"
    r"help (?:us|our)|support(?:ing)? .{0,30}!|forgot |remember me|this article (?:is|was) (?:only )?(?:available|"
    r"reserved)|to continue reading|unlock|limited[- ]time|"
    r"official (?:site|website)|all times|powered by|hosted by|crime incidents per|(?:property|"
    r"violent) crime\s*[:\d]|message: \*)",
    re.I,
)
_WIDGET_ANY = re.compile(
    r"(?:sign up (?:for|to)\b.{0,80}(?:newsletter|alerts?|inbox|e-?mail)|newsletters?\b.{0,60}(?:inbox|sign|"
    r"subscribe)|(?:facebook|twitter|x|whatsapp|e-?mail|telegram|instagram|print|linkedin|google\+?|pinterest|"
    r"reddit)"
    r"(?:\s*[|/,•·]\s*|\s+)(?:facebook|twitter|x|whatsapp|e-?mail|telegram|instagram|print|linkedin|google\+?|"
    r"pinterest|reddit)\b|(?:iphone|android|ipad)\s*\|\s*(?:iphone|android|ipad)|"
    r"privacy policy\s*[|&]|terms (?:of (?:use|service)|and conditions)|enable javascript|subscribe (?:now|today|"
    r"here)|download (?:our|the) (?:free )?(?:news )?app|all rights reserved|"
    r"click here (?:to|for)|digital (?:subscriber|pass)|free trial|send sms\b|\{\*)",
    re.I,
)
_LINKS = re.compile(r"[^.!?|]{2,60}(?:\s\|\s[^.!?|]{1,80})+$")
_SECTION = re.compile(
    r"(?:deaths and obituaries|obituaries|death notices|horoscopes?|weather(?: forecast)?|classifieds|crossword|"
    r"lottery|tv guide|fixtures)\s*:",
    re.I,
)
# Endings of a paragraph that are no part of it, each with a word that it must hold (a cheap look first).
_TAILS = (
    (
        "reporting and editing",
        _CREDIT_TAIL,
        re.compile(r"[(\[]\s*(?:additional |further )?(?:report|writ|edit|compil|transl|produc|photog|graphic)", re.I),
    ),
    ("reporting and editing", _CREDIT_OPEN_TAIL, re.compile(r"(?:eporting|Writing|Editing|Compiled)[\w ]* by ")),
    ("copyright", _COPYRIGHT_TAIL, re.compile(r"©|copyright|rights reserved", re.I)),
    ("contact line", _CONTACT_TAIL, re.compile(r"staff writer|reach|contact|follow|e-?mail|information:", re.I)),
    ("contributors", _CONTRIBUTED, re.compile("contribut")),
)


def mark_stamps(blocks: list[Block]) -> None:
    """Date stamps, labels, breadcrumbs, separators, slugs and the bracketed marks of monitoring services."""
    heads = _day_heads(blocks)
    for index, block in enumerate(blocks):
        if index in heads:
            continue
        words = block.words
        stamp = _DATE_STAMP.match(words)
        at = 0
        if stamp:
            block.drop(LeftOutReason.STAMP, "date stamp", 0, stamp.end())
            at = stamp.end()
        if (":" in words[at : at + 70] or "]" in words[at : at + 90]) and (message := _MESSAGE.match(words, at)):
            block.drop(LeftOutReason.STAMP, "message head", at, message.end())
            at = message.end()
        rest = words[at:]
        if not rest:
            continue
        if len(rest) <= 160:
            dated = any(c.isdecimal() for c in rest)
            posted = POSTED.match(rest)
            if posted and len(rest) - posted.end() < 4:
                block.drop(LeftOutReason.STAMP, "posted line", at)
                continue
            if dated and _LONE_MOMENT.match(rest):
                block.drop(LeftOutReason.STAMP, "lone date or time", at)
                continue
            if (
                dated
                and index < 8
                and len(rest.split()) <= 14
                and _PAGE_LINE.match(rest)
                and len(_SMALL.findall(_DOMAIN.sub("", rest))) <= 1
                and (PAPER.search(rest) or not _PLACE_DAY.match(rest))
            ):
                block.drop(LeftOutReason.STAMP, "line of paper and day", at)
                continue
            if _RULE.match(rest):
                block.drop(LeftOutReason.STAMP, "separator", at)
                continue
            if _LABEL.match(rest):
                block.drop(LeftOutReason.STAMP, "page label", at)
                continue
            if index < 4 and _CRUMBS.match(rest) and not re.search(r"\d{2,}", rest):
                block.drop(LeftOutReason.STAMP, "breadcrumbs", at)
                continue
        elif posted := POSTED.match(rest):
            block.drop(LeftOutReason.STAMP, "posted line", at, at + posted.end())
        slug = _SLUG.match(words, at)
        if slug and index < 6:
            block.drop(LeftOutReason.STAMP, "slug", slug.start(), slug.end())
        if "[" in words:
            for mark in _FBIS.finditer(words):
                block.drop(LeftOutReason.STAMP, "bracketed mark", mark.start(), mark.end())


def _day_heads(blocks: list[Block]) -> frozenset[int]:
    """Dates that head the entries of a chronicle: two or more different ones, each with telling text right below."""
    found = [
        index
        for index, block in enumerate(blocks[:-1])
        if len(block.words) <= 40
        and any(c.isdecimal() for c in block.words)
        and _HEAD_OF_DAY.fullmatch(block.words)
        and tells(blocks[index + 1].words)
        and _ENDED.search(blocks[index + 1].words)
    ]
    different = {block_words.strip(" .:").lower() for block_words in (blocks[i].words for i in found)}
    return frozenset(found) if len(different) > 1 else frozenset()


def mark_credits(blocks: list[Block]) -> str | None:
    """Credits, copyright and contact lines; the byline found on the way is given back."""
    byline: str | None = None
    for index, block in enumerate(blocks):
        if block.out:
            continue
        at = block.start
        words = block.words[at:]
        size = len(words.split())
        named = _BYLINE.match(words) if size <= (6 if words.isupper() else 18) else None
        if named and not (index == 0 and size > 8):
            byline = byline or named.group("name").strip(" ,|")
            block.drop(LeftOutReason.CREDIT, "byline", at)
            continue
        if running := _BYLINE_RUN_ON.match(words):
            byline = byline or running.group("name").strip()
            block.drop(LeftOutReason.CREDIT, "byline", at, at + running.end())
            continue
        if size <= 12 and (staff := _STAFF.match(words)):
            byline = byline or staff.group("name").strip(" ,|")
            block.drop(LeftOutReason.CREDIT, "byline", at)
            continue
        if size <= 80 and _CREDIT_BLOCK.match(words):
            closed = re.match(r"[(\[][^()\[\]]{4,90}[)\]]\s*(?=\S)", words)
            end = at + closed.end() if closed and tells(words[closed.end() :]) else None
            block.drop(LeftOutReason.CREDIT, "reporting and editing", at, end)
        elif (
            size <= 60
            and _COPYRIGHT.match(words)
            and (not tells(words) or re.search("copyright|reserved", words, re.I))
        ):
            block.drop(LeftOutReason.CREDIT, "copyright", at)
        elif size <= 8 and _AGENCY_LINE.match(words):
            block.drop(LeftOutReason.CREDIT, "agency line", at)
        elif size <= 25 and _SOURCE_LINE.match(words) and not tells(words) and not (index < 3 and size > 6):
            block.drop(LeftOutReason.CREDIT, "source line", at)
        elif size <= 45 and index > len(blocks) // 2 and _NOTE.match(words) and not tells(words):
            block.drop(LeftOutReason.CREDIT, "note on author or topics", at)
        elif size <= 45 and _CONTACT.match(words):
            block.drop(LeftOutReason.CREDIT, "contact line", at)
        else:
            for rule, pattern, sign in _TAILS:
                found = pattern.search(block.words, at) if sign.search(words) else None
                if found and (rule != "contributors" or (len(found.group()) < 500 and "contribut" in found.group())):
                    block.drop(LeftOutReason.CREDIT, rule, found.start())
    return byline


def mark_widgets(blocks: list[Block]) -> None:
    """Sharing, newsletters, cookies, comments, advertisements, players, links in a row."""
    for block in blocks:
        if block.out:
            continue
        words = block.rest
        size = len(words.split())
        if "form" in block.tags or "button" in block.tags:
            block.drop(LeftOutReason.WIDGET, "form")
        elif size <= 60 and _SECTION.match(words):
            block.drop(LeftOutReason.WIDGET, "another section of the paper")
        elif size <= 25 and "aside" in block.tags and not tells(words):
            block.drop(LeftOutReason.WIDGET, "beside the text")
        elif (
            size <= (8 if words.isupper() else 40)
            and _WIDGET.match(words.lstrip("([>»►•*- "))
            and _is_appeal(words, size)
        ):
            block.drop(LeftOutReason.WIDGET, "reader is addressed")
        elif size <= 60 and _WIDGET_ANY.search(words) and not tells(words):
            block.drop(LeftOutReason.WIDGET, "sharing or subscription")
        elif size <= 24 and words.count("|") >= 2 and _LINKS.match(words) and day_in(words) is None:
            block.drop(LeftOutReason.WIDGET, "row of links")


_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)+\b")
# Words in small letters that no name of a paper has.
_SMALL = re.compile(
    r"\b(?!(?:of|the|and|de|du|la|le|et|in|at|on|by|am|pm|page|updated?|posted|published|lu|fois|"
    r"h)\b)[a-zà-þ]{2,}\b"
)
_SAYS = re.compile(
    r"\b(?:said|says|told|according to|killed|wounded|injured|dead|died|arrested|attack(?:ed)?|troops|police|"
    r"fired|detained|murder(?:ed|s)?|shot|shoots?|shooting|shootout|slain|kills?|dies|wounds|injures|clash(?:es|ed)?|"
    r"homicide|captured|seized?|kidnapped|abducted|freed|displaced?|fle[ed]s?|bomb(?:s|ed|ing)?|blast|explosion|"
    r"air ?strikes?|soldiers?|rebels?|militants?|gunmen|casualties|toll|victims?)\b",
    re.I,
)


def tells(words: str) -> bool:
    """True where the words tell of something that happened."""
    return bool(_SAYS.search(words))


def _is_appeal(words: str, size: int) -> bool:
    """Short lines are; longer ones only where they do not tell of something that happened."""
    return size <= 4 or not tells(words)
