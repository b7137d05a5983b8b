"""Words and verbs that tell on which side people stand, who only tells of a deed, who attacks and who comes upon others."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

__all__ = ["ARMED", "STATE", "acts", "alike", "assaults", "attacks", "side_of_words", "speaks"]

STATE: Final = "state"
ARMED: Final = "armed"
_SAYING: Final = frozenset(
    """
    say tell report announce claim confirm add state deny admit acknowledge declare warn describe explain note quote cite
    put give release issue publish comment concede estimate believe list name identify recognise recognize insist argue
    dispute reject dismiss document record register speak hold blame accuse
    """.split()
)
"""Verbs whose subject tells of the deed: that it fought does not follow."""
_ATTACKING: Final = re.compile(
    r"(?:attack|fir(?:e|ed|ing)\Z|shell|bomb|strik|struck|raid|storm|ambush|kill|retaliat|repl(?:y|ied)|detonat|overr[ua]n|invad|"
    r"assault|pound|lob|hurl|swoop|massacr|behead|hack|slaughter|torch|abduct|kidnap|unleash|besieg|whisk)\w*\Z",
    re.IGNORECASE,
)
_FIRING: Final = re.compile(r"(?:sho[ot]|dispers|clash|charg|execut|gunn|ransack|loot|burn|rampag)\w*\Z", re.IGNORECASE)
"""Further verbs of attack, of the state's forces too."""
_COMING: Final = re.compile(
    r"(?:surround|burst|descend|enter|arriv|barg|broke|infiltrat|encircl|intercept|stopp|stops|pour|rush|seiz|captur|captured|"
    r"overpower|overwhelm|target|set|came|move[ds]?|went|rode|drove|block|waylaid|waylay)\w*\Z",
    re.IGNORECASE,
)
"""Verbs by which armed men come upon those whom they then hurt."""
_STATE_WORDS: Final = re.compile(
    r"\b(?:soldiers?|troops?|army|military|servicem[ae]n|servicewom[ae]n|"
    r"security (?:forces?|personnel|men|team|operatives?|agents?)|"
    r"polic\w+|constables?|inspectors?|gendarmes?|jawans?|marines?|commandos?|patrol(?:men)?|battalion|brigade|regiment|"
    r"officers?|government (?:forces|side|troops)|regime (?:forces|soldiers|fighters|troops)|paratroopers?|national guard\w*|"
    r"guardsm[ae]n|rangers?|border guards?|defen[cs]e forces|conscripts?|sailors?|airm[ae]n|pilots?|troopers?|deput(?:y|ies)|"
    r"sergeants?|sgt|corporals?|cpl|lieutenants?|lt|captains?|capt|majors?|maj|colonels?|col|generals?|brig|privates?|pvt|"
    r"sepoys?|havildar|sub-inspectors?|PO[123]|SPO[1-4]|CRPF|BSF|SFs|loyalists?|peacekeepers?)\b",
    re.IGNORECASE,
)
ARMED_WORDS: Final = re.compile(
    r"\b(?:rebels?|militants?|insurgents?|guerr?illas?|gunm[ae]n|gunwom[ae]n|bandits?|terrorists?|jihadi(?:st)?s?|khwarij|"
    r"khawarij|maoists?|naxal\w*|attackers?|assailants?|raiders?|extremists?|gang(?: members?|sters?)?|cartel|"
    r"militia(?:m[ae]n)?|fighters?|kidnappers?|armed (?:men|group|persons|herders)|separatists?|infiltrators?|dacoits?|"
    r"subversives?|ultras|cadres?|hitm[ae]n|pirates?|mercenar(?:y|ies)|comrades?|combatants?|janjaweed|hoodlums?|outlaws?|"
    r"suspects?|shooters?|snipers?|bombers?|taliban|taleban)\b",
    re.IGNORECASE,
)


def side_of_words(words: str) -> str | None:
    """``state`` or ``armed`` for words of soldiers or of those whom they fight; None where words of neither or of both."""
    state, armed = bool(_STATE_WORDS.search(words)), bool(ARMED_WORDS.search(words))
    return STATE if state and not armed else ARMED if armed and not state else None


def speaks(token: Token) -> bool:
    """True for the subject of a verb of saying, and after "according to"."""
    head = token
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_.startswith("nsubj") and str(head.head.lemma_).lower() in _SAYING:
        return True
    return any(c.lower_ == "according" for c in head.children) or head.head.lower_ == "according"


def acts(token: Token) -> bool:
    """True for the subject of a verb in the active, and after "by"."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "nsubj":
        return True
    return token.dep_ in ("obl:agent", "obl", "nmod") and any(
        c.dep_ == "case" and c.lower_ == "by" for c in token.children
    )


_PERCEIVED: Final = re.compile(r"(?:hear|report|respon|receiv|investigat|notic|detect|saw|see)\w*\Z", re.IGNORECASE)
"""Verbs of those who learn of shots and fire none."""


def attacks(token: Token) -> bool:
    """True for the subject of a verb of attack in the active."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token.dep_ == "nsubj" and bool(_ATTACKING.match(token.head.text))


def assaults(token: Token, kind: str) -> bool:
    """True for the subject of a verb of attack, and for armed men of a verb by which they come upon people."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ != "nsubj" or token.head.i < token.i:
        return False
    joined = [c for c in token.head.children if c.dep_ in ("conj", "xcomp", "advcl") and c.pos_ == "VERB"]
    verbs = [
        token.head,
        *(c for c in joined if c.dep_ != "advcl" or not any(g.dep_.startswith("nsubj") for g in c.children)),
    ]
    if any(_ATTACKING.match(v.text) or _FIRING.match(v.text) for v in verbs):
        return True
    opened = any(
        not _PERCEIVED.match(v.text) and c.dep_ in ("obj", "obl") and c.lower_ in ("fire", "shots", "rounds")
        for v in verbs
        for c in v.children
    )
    return opened or (kind == ARMED and any(_COMING.match(v.text) for v in verbs))


def alike(one: str, other: str) -> bool:
    """True where one name's words hold the other's, in the singular or plural."""
    a, b = words(one), words(other)
    return bool(a and b) and (a <= b or b <= a)


def words(name: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"\w+", name.casefold())} - {
        "the",
        "a",
        "of",
        "force",
        "fighter",
        "member",
        "group",
    }
