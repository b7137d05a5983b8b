"""Days of what came after a deed: of the court, of the arrest of a suspect, of the funeral. They are not that of the deed.

"A man was charged on Tuesday with killing three people" tells the day of the charge; that of the killing stays open, but for
what else the report says. UCDP's codebook dates an event by the day of the violence, never by that of a trial or report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.circumstances_ties import root_of
from dateline.claims.drafts import Circumstances
from dateline.claims.events_days import counted_off
from dateline.claims.events_families import FAMILY
from dateline.claims.syntax import text_of
from dateline.model import Mention, Reading
from dateline.terms import CountSpan, EventKind, Measure, MentionKind
from dateline.words import SAYS

__all__ = ["without_days_after"]

_HURT: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.MISSING})
_DEEDS: Final = frozenset(
    {k for k in EventKind if FAMILY[k] == "violence"} | {EventKind.ABDUCTION, EventKind.SEXUAL_VIOLENCE}
)
_COURT: Final = frozenset(
    """
    charge indict arraign convict sentence plead prosecute extradite acquit testify bury exonerate remand bail
    """.split()
)
"""Lemmas of verbs that tell of what came after, whoever is their subject."""
_TAKEN: Final = frozenset("arrest detain capture apprehend seize jail nab imprison".split())
_SEQUELS: Final = frozenset(
    """
    hearing trial sentencing arraignment indictment conviction verdict plea testimony lawsuit inquest funeral burial vigil
    memorial autopsy extradition appearance
    """.split()
)
"""Nouns of what came after: "during Wednesday's hearing"."""
_AT: Final = frozenset("at outside near inside".split())
_HIT: Final = frozenset(
    """
    attack bomb hit strike target kill shoot blow explode detonate storm shell ambush disperse open injure wound raid fire
    """.split()
)
"""What is done to a funeral or a court, whose day is then that of the deed."""
_IN_COURT: Final = frozenset("court courtroom judge jury hearing prison jail custody bail bond".split())
_OF_COURT: Final = frozenset("judge court jury prosecutor magistrate tribunal".split())
_OF_WHAT: Final = frozenset("over for".split())
_DEED_NOUNS: Final = frozenset(
    """
    shooting killing murder slaying homicide death attack bombing blast explosion massacre abduction kidnapping assault ambush
    stabbing beheading execution assassination lynching
    """.split()
)
_TALK: Final = frozenset("speak talk recall remember mourn grieve react discuss honor honour gather".split())
"""Lemmas of verbs: the day on which people spoke about it, beside :data:`dateline.words.SAYS`."""
_SUSPECT: Final = (
    r"(?:suspects?|gunm[ae]n|shooters?|attackers?|killers?|bombers?|teens?|teenagers?|persons?|m[ae]n|wom[ae]n|boys?|"
    r"officers?)"
)
_HEADLINE: Final = re.compile(
    rf"\b(?:sentenc\w+|plead\w*|pleas?|guilty|charg(?:e|es|ed) (?:in|with|over|for)|charged|indict\w*|arraign\w*|convict\w*|"
    rf"on trial|trials? (?:of|for|begins|opens)|verdicts?|in court|court (?:hears|told|rules|jails|sentences|orders|frees|upholds|"
    rf"date|appearance|documents?)|grand jury|jury (?:finds|convicts|selection)|judge (?:rules|orders|sets|denies|grants|says)|"
    rf"extradit\w+|on bail|bond|hearing (?:for|in|set)|testif\w+|lawsuits?|sue[sd]?|inquest|funerals? (?:for|of|held)|vigils? for|"
    rf"buried|anniversary|(?:second|third|fourth|fifth|2nd|3rd|4th|5th|another|more) arrests?|arrests? made|"
    rf"makes? (?:an )?arrests?|arrested (?:in|for|over|after)|(?:in|from) custody|suspects? in|"
    rf"{_SUSPECT} (?:\w+ ){{0,2}}(?:arrested|caught|captured|identified|released|surrenders?))\b",
    re.IGNORECASE,
)
"""Headlines of reports on what came after. Nothing that such a report says of a day goes to the deed but its own words for it."""
_NEWS_NOUNS: Final = frozenset("conference briefing interview statement".split())
_WANTED: Final = re.compile(
    r"\b(?:suspects?|suspected|accused|wanted|alleged\w*|charg\w+|warrants?|fugitives?)\b", re.I
)
_DAY_SORTS: Final = frozenset({"date", "weekday", "relative", "part", "range"})
_LONG: Final = re.compile(r"\b(?:weeks?|weekend|months?|years?|summer|winter|spring|autumn|fall)\b", re.IGNORECASE)
_LONG_AFTER: Final = re.compile(
    r"\W*(?:(?:about|nearly|almost|more than|over|just|some|around)\s+)*"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s+"
    r"(?:and a half\s+)?(?:weeks?|months?|years?)\s+(?:and a half\s+)?(?:after|since|following)\b",
    re.IGNORECASE,
)
"""Opens a sentence that looks back: "A month and a half after a shooting left one dead, police said on Friday …"."""
_KEY: Final = "dateline.days_after"


def without_days_after(
    reading: Reading,
    token: Token,
    around: Circumstances,
    *,
    kind: EventKind | None,
    measure: Measure | None = None,
    count_span: CountSpan = CountSpan.INCIDENT,
) -> Circumstances:
    """The places and times of a claim without the days of what came after it; those are barred.

    ``token`` is the trigger of an event of ``kind``, or what a figure of ``measure`` is told by. A claim that is itself of what
    came after (an arrest, a count of the detained) keeps them.
    """
    of_deed = kind in _DEEDS if measure is None else measure in _HURT and (kind is None or kind in _DEEDS)
    if not of_deed or count_span is not CountSpan.INCIDENT:
        return around
    above = {token, *token.ancestors}
    later = {i for i, word in _days_after(reading).items() if _comes_after(word, token, above)}
    later |= _counted_from_it(reading, token)
    if not later:
        return around
    sentence = token.sent
    if _of_sequel(reading):
        near = later
    else:
        near = {i for i in later if sentence.start_char <= reading.mentions[i].span.start < sentence.end_char}
    return replace(
        around,
        times=tuple(t for t in around.times if t not in later),
        barred=tuple(sorted({*around.barred, *later})),
        later=tuple(sorted(near)),
    )


def _of_sequel(reading: Reading) -> bool:
    """Whether a report is on what came after, by its headline."""
    headline = reading.report.headline
    words = text_of(reading.doc)[headline.start : headline.end] if headline is not None else reading.report.title or ""
    return bool(_HEADLINE.search(words))


def _days_after(reading: Reading) -> Mapping[int, Token]:
    """The days of a report that hang on a word for what came after, with that word; worked out once for each reading."""
    known: Mapping[int, Token] | None = reading.doc.user_data.get(_KEY)
    if known is None:
        known = reading.doc.user_data[_KEY] = dict(_found(reading))
    return known


def _found(reading: Reading) -> list[tuple[int, Token]]:
    sequel = _of_sequel(reading)
    out = []
    for index, mention in enumerate(reading.mentions):
        if not _is_day(mention):
            continue
        root = root_of(reading.doc, mention)
        word = root.head if root is not None and root.head != root else None
        if word is not None and (_tells_sequel(word) or (sequel and _told_there(word))):
            out.append((index, word))
    return out


def _told_there(word: Token) -> bool:
    """Words whose day is not that of the deed in a report on what came after: of saying, and of the arrest."""
    lemma = word.lemma_.lower()
    if word.pos_ == "NOUN":
        return lemma in _NEWS_NOUNS
    taken = lemma in _TAKEN or (
        lemma in ("turn", "pick", "take") and any(c.dep_ == "compound:prt" for c in word.children)
    )
    return taken or lemma in SAYS or lemma in _TALK


def _tells_sequel(word: Token) -> bool:
    lemma = word.lemma_.lower()
    if word.pos_ in ("NOUN", "PROPN"):
        return lemma in _SEQUELS and not _was_hit(word)
    if word.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    if lemma in _COURT or (lemma in ("speak", "talk") and any(_about(c) for c in word.children)):
        return True
    below = {c.lower_ for c in word.children}
    objects = [c for c in word.children if c.dep_ in ("obj", "obl", "nsubj:pass", "nsubjpass")]
    if any(c.dep_.startswith("nsubj") and c.lemma_.lower() in _OF_COURT for c in word.children):
        return True
    if lemma == "find":
        return bool({"guilty", "liable"} & below)
    if lemma == "rule":
        return any("homicide" in {t.lower_ for t in c.subtree} for c in word.children)
    if lemma in ("appear", "face", "walk", "release", "hold", "book", "bring", "attend"):
        return any(c.lower_ in _IN_COURT | {"charges"} | _SEQUELS for c in objects)
    if lemma in ("take", "remain", "be"):
        return any(c.lower_ == "custody" for c in word.children if c.dep_ == "obl")
    if lemma in ("turn", "pick"):
        return any(c.lower_ in ("up", "in") and c.dep_ == "compound:prt" for c in word.children) and bool(
            _WANTED.search(word.sent.text)
        )
    if lemma in _TAKEN:
        return _of_a_suspect(word)
    return any(c.lemma_.lower() in _SEQUELS or c.lower_ in ("arrest", "arrests", "charges") for c in objects)


def _was_hit(noun: Token) -> bool:
    """ "A bomber killed 20 mourners at a funeral on Friday": the deed was done there."""
    if any(c.dep_ == "case" and c.lower_ in _AT for c in noun.children):
        return True
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_.lower() in _HIT


def _about(child: Token) -> bool:
    return child.dep_ in ("obl", "nmod") and any(
        c.dep_ == "case" and c.lower_ in ("about", "of") for c in child.children
    )


def _of_a_suspect(verb: Token) -> bool:
    """ "Arrested over the blast", "a suspect was arrested": the law comes after a deed. "Troops raided the village and arrested
    twelve" is one deed with the raid."""
    for child in verb.children:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if child.dep_ in ("obl", "nmod") and (
            cases & _OF_WHAT
            or ("in" in cases and child.lemma_.lower() in _DEED_NOUNS)
            or child.lower_ in ("connection", "relation", "charges", "suspicion")
        ):
            return True
        if child.dep_ in ("obj", "nsubj:pass") and child.lemma_.lower() in ("suspect", "accused", "fugitive"):
            return True
    return any(c.dep_ == "conj" and c.lemma_.lower() in _COURT for c in verb.children)


def _comes_after(word: Token, token: Token, above: set[Token]) -> bool:
    """Whether a day that hangs on ``word`` is not that of the deed told by ``token``."""
    if word == token:
        return False
    if (
        token in word.ancestors
    ):  # "killed three and arrested two on Sunday" has one day, "killed a man charged on Sunday" has not
        return word.dep_ not in ("conj", "xcomp")
    if word.sent.start != token.sent.start or word in above:
        return True
    return not (token.dep_ == "conj" or word.dep_ == "conj")


def _counted_from_it(reading: Reading, token: Token) -> set[int]:
    """ "A month and a half after a shooting left six injured, police said on Friday …": every day of the sentence that does not
    stand in the clause of the shooting is that of something else, and every weekday of the report."""
    top = next((t for t in (token, *token.ancestors) if counted_off(t)), None)
    long_after = bool(_LONG_AFTER.match(token.sent.text))
    if (top is None or top.dep_ == "ROOT") and not long_after:
        return set()
    inside = {t.i for t in top.subtree} if top is not None and not long_after else set()
    out = set()
    for index, mention in enumerate(reading.mentions):
        if not _is_day(mention):
            continue
        root = root_of(reading.doc, mention)
        if (
            root is not None
            and root.i not in inside
            and (root.sent.start == token.sent.start or mention.label != "date")
        ):
            out.add(index)
    return out


def _is_day(mention: Mention) -> bool:
    """Words that name one day; "last month" behind a verb of the court is more often that of the deed."""
    return mention.kind is MentionKind.TIME and mention.label in _DAY_SORTS and not _LONG.search(mention.words)
