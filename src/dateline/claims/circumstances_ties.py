"""How a place or time of the same sentence is tied to a trigger: by the path through the tree.

Ties run from INSIDE the clause over the clause ABOVE and an adverbial clause BELOW to the rest of the SENTENCE; FAR
ties are used only where nothing nearer is left; OUT never.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.circumstances_places import plain_name
from dateline.claims.events_layout import items_of
from dateline.claims.participants_words import POWERS
from dateline.claims.syntax import text_of, token_at
from dateline.model import Mention, Reading
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = [
    "ABOVE",
    "BELOW",
    "BESIDE",
    "FAR",
    "HOSPITAL",
    "INSIDE",
    "MOVED",
    "ORIGIN",
    "OUT",
    "RETOLD",
    "SENTENCE",
    "TOWARDS",
    "WEAK_SORTS",
    "modifier_penalty",
    "parties_not_places",
    "root_of",
    "tie_of",
    "ties",
    "ties_of_happening",
]

INSIDE: Final = 0.0
ABOVE: Final = 1.0
BELOW: Final = 1.4
BESIDE: Final = 2.2
SENTENCE: Final = 3.0
FAR: Final = 5.0
RETOLD: Final = 9.0
OUT: Final = 99.0

_SUBORDINATE: Final = frozenset({"acl:relcl", "ccomp", "advcl", "advcl:relcl", "parataxis", "csubj", "acl", "xcomp"})
_SPEECH: Final = (
    "say", "said", "tell", "told", "report", "announc", "claim", "state", "stating", "accus", "confirm", "deny", "deni",
    "warn", "declar", "insist", "alleg", "writ", "wrote", "quot", "releas", "describ", "explain", "admit", "acknowledg",
    "condemn", "assert", "reveal", "indicat", "adding", "added", "noted", "comment", "according",
)  # fmt: skip
_PERIOD_NOUNS: Final = frozenset(
    """
    campaign offensive operation war fighting conflict siege battle violence uprising crackdown truce
    ceasefire raid attack assault strike insurgency unrest protests clashes hostilities
    """.split()
)
WEAK_SORTS: Final = frozenset({"clock", "duration", "set", "season"})
TOWARDS: Final = re.compile(
    r"\b(?:to|towards?|into|via|bound for|destined for|en route to|headed for|left for|linking)\s+(?:the\s+)?"
    r"(?![\w\s’'.-]*\s(?:in|at|near|outside)\s+(?:the\s+)?$)[\w\s’'.-]{0,24}$",
    re.I,
)
_SHELTERED: Final = re.compile(
    r"\b(?:relatives?|kin|kinsfolk|kinsmen|cousins|in-laws|friends|host famil(?:y|ies)|refuge|asylum|safety)"
    r"(?:[’']s?\s+(?:homes?|houses?))?\s+"
    r"(?:in|at|around|near|across)\s+(?:the\s+)?(?:[\w’'-]+\s+(?:and|or)\s+)?$",
    re.I,
)
"""Where those who fled have gone: "for relatives in Bitkine", "sought refuge in Wau"."""
ORIGIN: Final = re.compile(
    r"(?:,\s*(?:aged?\s+)?\d{1,3}\s*,?\s*|\bnatives?\s+|\bresidents?\s+|\bhail(?:s|ed|ing)\s+|\bborn\s+(?:in\s+)?)"
    r"(?:of|from)\s+(?:the\s+)?(?:[\w’'.-]+\s+){0,4}$"
    r"|\b(?:hails|hailed|hailing|comes) from\s+(?:the\s+)?$|\bborn in\s+$"
    r"|\b(?:residents?|natives?) of\s+(?:the\s+)?(?:\w+\s+(?:of\s+)?){0,2}$",
    re.I,
)
_ORGANISATION: Final = re.compile(
    r"\b(?:Fronts?|Movement|Observatory|Monitor|Watch|Network|Union|Party|Committee|Council of|Commission|Alliance|Brigades?|"
    r"Battalion|Militia|Guard|Forces?|Army|Organi[sz]ation|Association|Foundation|Agency|Ministry|Resistance|Liberation|"
    r"Congress|Federation|League|Society|Cartel|Police|Command|Red Cross|Crescent|News|Press|Herald|Tribune|Radio)\b"
)
_BUILDING: Final = re.compile(r"\b(?:Station|Camp|Base|Post|Barracks|Headquarters|Academy)\Z", re.I)
"""What a body has its seat in: "Dar Police Station", "Karun Army Camp" are places."""
_ORGANISATION_BEFORE: Final = re.compile(
    r"\b(?:charity|charities|NGO|organi[sz]ation|movement|militia|newspaper|daily|broadcaster|station|monitor|watchdog|"
    r"foundation|rights group|aid group|armed group|rebel group|insurgent group|cartel|outlet|agency|news agency|party)\s+"
    r"(?:called\s+|known as\s+|named\s+)?[\"“'‘]?$",
    re.I,
)
HOSPITAL: Final = re.compile(r"\b(?:hospital|medical cent(?:er|re)|infirmary|clinic)\b", re.I)
MOVED: Final = re.compile(
    r"\b(?:taken|airlifted|rushed|transported|admitted|treated|treatment|brought|moved|shifted|transferred|drove|flown|referred|evacuated|listed|stabili[sz]ed|condition|pronounced|died|recovering)\b",
    re.I,
)
_DATELINE: Final = re.compile(r"(?:,\s*[\w. ]{2,18})?\s*(?:\([A-Z][\w .]{1,16}\))?\s*(?:-{1,2}|–|—)\s")


_HAPPEN: Final = frozenset({"happen", "occur", "take", "unfold"})
"""Verbs of relative clauses that say where and when something was: "a shooting that occurred on Sunday"."""


def ties(reading: Reading, token: Token, clause: Span | None) -> list[tuple[int, float]]:
    """Every place and time of the token's sentence with the tie to the token; those that are OUT are left out.

    The place that heads the item of a bulletin is the place of all that the item tells.
    """
    sentence = token.sent
    found: list[tuple[int, float]] = []
    parties = parties_not_places(reading)
    hospitals = _hospitals(reading) if MOVED.search(sentence.text) else frozenset()
    heading = items_of(reading).places(token.idx)
    found.extend((i, INSIDE) for i in heading)
    for index, mention in enumerate(reading.mentions):
        if mention.kind not in (MentionKind.PLACE, MentionKind.TIME):
            continue
        if mention.span.end <= sentence.start_char:
            continue
        if mention.span.start >= sentence.end_char:
            break
        if index in heading:
            continue
        if mention.kind is MentionKind.PLACE and plain_name(reading, index) in parties:
            continue
        if hospitals and mention.kind is MentionKind.PLACE and plain_name(reading, index) in hospitals:
            continue
        tie = tie_of(reading.doc, token, mention, clause)
        if tie < OUT:
            found.append((index, tie))
    return found


def ties_of_happening(reading: Reading, token: Token, clause: Span | None) -> list[tuple[int, float]]:
    """As :func:`ties`; "a homicide that happened in Akron on Sunday": what the relative clause says is the noun's own."""
    found = dict(ties(reading, token, clause))
    for verb in token.children:
        if verb.dep_ == "acl:relcl" and verb.lemma_.lower() in _HAPPEN:
            for index, tie in ties(reading, verb, None):
                found[index] = min(tie, found.get(index, tie))
    return sorted(found.items())


def parties_not_places(reading: Reading) -> frozenset[str]:
    """Names that the report uses for a party more often than for a place; counted once for each reading."""
    known: frozenset[str] | None = reading.doc.user_data.get("dateline.parties")
    if known is None:
        known = reading.doc.user_data["dateline.parties"] = _count_parties(reading)
    return known


def _count_parties(reading: Reading) -> frozenset[str]:
    actors: dict[str, int] = {}
    places: dict[str, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.kind is MentionKind.ACTOR:
            actors[plain_name(reading, index)] = actors.get(plain_name(reading, index), 0) + 1
        elif mention.kind is MentionKind.PLACE:
            places[plain_name(reading, index)] = places.get(plain_name(reading, index), 0) + 1
    text = reading.report.text.clean
    for index, mention in enumerate(reading.mentions):
        if mention.kind is not MentionKind.PLACE:
            continue
        before = text[max(0, mention.span.start - 40) : mention.span.start]
        if (_ORGANISATION.search(mention.words) and not _BUILDING.search(mention.words)) or _ORGANISATION_BEFORE.search(
            before
        ):
            actors[plain_name(reading, index)] = 10**6
    return frozenset(n for n, k in actors.items() if k > places.get(n, 0))


def _hospitals(reading: Reading) -> frozenset[str]:
    """Names of hospitals, with and without the word."""
    found = set()
    for index, mention in enumerate(reading.mentions):
        if mention.kind is MentionKind.PLACE and HOSPITAL.search(mention.words):
            name = plain_name(reading, index)
            found |= {name, HOSPITAL.split(name)[0].strip()}
    return frozenset(found - {""})


def tie_of(doc: Doc, token: Token, mention: Mention, clause: Span | None = None) -> float:
    """How a mention of the same sentence is tied to a token (INSIDE … SENTENCE, OUT)."""
    root = root_of(doc, mention)
    if root is None:
        return OUT
    if mention.kind is MentionKind.PLACE:
        labels = mention.label.split()
        before = text_of(doc)[max(0, mention.span.start - 60) : mention.span.start]
        if "speaks" in labels or "dateline" in labels or "body" in labels:
            return OUT
        if (
            mention.span.start < 24
            and _DATELINE.match(text_of(doc)[mention.span.end : mention.span.end + 40])
            and not text_of(doc)[: mention.span.start].strip(" \n")
        ):
            return OUT
        if ORIGIN.search(before) and not re.search(r"\b(?:kidnapped|abducted|seized|snatched|freed|rescued)\b", before):
            return OUT
        if _local_force(root, labels):
            return ABOVE + 0.9
        penalty = 1.5 if "distant" in labels else 0.0
        if TOWARDS.search(before) and not re.search(
            r"\b(?:next|close|adjacent|according|siege|damage|waste) to\b[\w\s]*$", before
        ):
            penalty += 2.5
        if _SHELTERED.search(before):
            return OUT
        if HOSPITAL.search(mention.words) and MOVED.search(token.sent.text):
            return OUT
        if re.search(
            r"\b(?:hospitals?|clinics?|medical cent(?:er|re)) (?:in|at|of)\s+(?:the\s+)?$", before
        ) and MOVED.search(token.sent.text):
            return OUT
        if ("modifier" in labels or "possessive" in labels) and root.head != token:
            penalty += modifier_penalty(root)
        return _tree_tie(doc, token, root, mention, clause) + penalty
    if mention.label in WEAK_SORTS:
        return _tree_tie(doc, token, root, mention, clause) + 0.7
    return _tree_tie(doc, token, root, mention, clause)


def _local_force(root: Token, labels: list[str]) -> bool:
    """ "San Antonio police say": a town's police speak of their town."""
    return (
        bool({"modifier", "possessive"} & set(labels))
        and root.head.lower_ in ("police", "sheriff", "coroner", "firefighters", "fire")
        and "direction" not in labels
    )


def modifier_penalty(root: Token) -> float:
    """A place before a noun: "Mumbai police" and "Syria's army" say little, "a Charleston bar" says where."""
    head = root.head
    words = head.lower_
    if root.text in POWERS and head.pos_ == "NOUN":
        return 3.0  # "a US strike": whose it was
    if words in (
        "police", "army", "military", "government", "authorities", "officials", "official", "minister",
        "ministry", "forces", "president", "spokesman", "spokeswoman", "spokesperson", "troops", "soldiers",
        "governor", "court", "mayor", "militants", "rebels", "news", "times", "navy", "sheriff", "officers",
        "council", "department", "pistol", "rifle", "rifles", "gun", "guns", "weapon", "weapons", "drone",
        "drones", "missile", "missiles", "grenade", "grenades", "dollars", "citizen", "citizens", "national",
        "nationals", "passport", "journalist", "company", "firm", "ambassador", "embassy", "currency", "aid",
        "parliament", "government's", "intelligence", "militia", "leader", "office", "chief", "refugees",
        "border",
    ) or head.ent_type_ in ("ORG", "PERSON", "NORP"):  # fmt: skip
        return 2.4
    if words in ("man", "woman", "teen", "boy", "girl", "resident", "residents", "people", "men", "women", "couple"):
        return 2.3
    return 0.3


_OF_THE_LAW: Final = ("arrest", "charge", "detain", "convict", "sentence", "jail", "indict")


def _tree_tie(doc: Doc, token: Token, root: Token, mention: Mention, clause: Span | None) -> float:
    """The tie by the path through the tree, mended by distance where the parse looks broken."""
    if mention.span.start <= token.idx < mention.span.end:
        return INSIDE
    up = _up(token)
    chain = _up(root)
    common = next((t for t in chain if t in up), None)
    if common is None:
        return SENTENCE
    down = chain[: chain.index(common)]  # from the mention up to (without) the common token
    climb = up[: up.index(common)]  # from the trigger up to (without) the common token
    crossed = [t for t in down if _opens_clause(t)]
    # a gerund that opens the sentence is its subject ("Fighting … broke out"), whatever the parser calls it
    climbed = [t for t in climb if _opens_clause(t) and not (t == token and t.tag_ == "VBG" and t.is_sent_start)]
    near = _adjacent(doc, token, root)
    spoken = _of_speech(common, climb, climbed) or any(
        t.dep_ == "parataxis" and t.lower_.startswith(_SPEECH) for t in crossed
    )
    if spoken and mention.kind is MentionKind.PLACE and _local_tellers(root, common):
        return ABOVE
    if spoken:
        # the place and day of the saying are not those of what is said
        return FAR + 1.0
    if (
        common.pos_ == "VERB"
        and common.lower_.startswith(_SPEECH)
        and common != token
        and down
        and down[-1].dep_.startswith("nsubj")
    ):
        return FAR + 1.0 if mention.kind is MentionKind.PLACE else BESIDE
    if mention.kind is MentionKind.TIME and _of_an_arrest(climb, common):
        return FAR + 1.0
    if not crossed:
        if token.dep_ == "acl:relcl" and not climbed and _resumed(doc, token, root, mention):
            return BESIDE + 0.5
        if not climbed:
            return INSIDE if len(down) + len(climb) <= 6 else INSIDE + 0.2
        if any(t.dep_ == "conj" for t in climbed) and root.i > token.i:
            return INSIDE + 0.4
        return min(ABOVE + 0.2 * (len(climbed) - 1), BELOW)
    relative = next((t for t in reversed(crossed) if t.dep_ in ("acl:relcl", "acl", "advcl:relcl")), None)
    top = relative or crossed[-1]
    if relative is not None:
        if top.head.lower_ in _PERIOD_NOUNS or top.head.lemma_.lower() in _PERIOD_NOUNS:
            return ABOVE
        if _resumed(doc, relative, root, mention):
            return INSIDE + 0.5
        if token == top.head or (not climbed and top.head in _kin(token)):
            # "the bar where gunmen …": what is said of a participant is of the event only if nothing else is
            return BESIDE + (0.0 if top.dep_ == "acl" else 0.8)
        return OUT if clause is None or mention.span not in clause or not near else SENTENCE
    gerund = top.tag_ == "VBG" and top.is_sent_start and not any(c.dep_.startswith("nsubj") for c in top.head.children)
    if (top.dep_.startswith("csubj") or gerund) and not climbed:
        return INSIDE + 0.2  # "Fighting around Zarga on 24 March forced 4,100 people from their homes"
    if top.dep_ in ("advcl", "xcomp"):
        return BELOW if not climbed else BESIDE
    if top.dep_ == "conj":
        if (
            not climbed
            and root.i > token.i
            and (not any(c.dep_.startswith("nsubj") for c in top.children) or _short(top, token))
        ):
            return INSIDE + 0.6  # "killed four and abducted two in a raid on X": what follows is shared
        if near and root.i > token.i:
            return INSIDE + 0.3
        return BESIDE
    if top.dep_ in ("ccomp", "parataxis"):
        return BELOW if top.dep_ == "parataxis" and not climbed else BESIDE + 0.4
    return BESIDE


def _of_an_arrest(climb: list[Token], verb: Token) -> bool:
    """ "A man was arrested on Monday in connection with a shooting": Monday is the day of the arrest alone."""
    if not verb.lemma_.lower().startswith(_OF_THE_LAW) or not climb or climb[-1].dep_ not in ("obl", "nmod"):
        return False
    cases = {c.lower_ for c in climb[-1].children if c.dep_ == "case"}
    return bool(cases & {"over", "for"}) or climb[-1].lower_ in ("connection", "relation", "charges", "suspicion")


def _short(verb: Token, first: Token) -> bool:
    """ "Two were shot dead and three others injured in a clash at X": the second participle lacks its "were"."""
    passive = [[c for c in v.children if c.dep_ == "aux:pass"] for v in (verb, first)]
    return verb.tag_ == "VBN" and verb.head == first and not passive[0] and bool(passive[1])


def _resumed(doc: Doc, verb: Token, root: Token, mention: Mention) -> bool:
    """True where the main clause goes on after a relative clause that has its own day or origin.

    "rescued X, who was abducted on Monday from A, from a house in B on Friday": a comma and a preposition, and a
    second day or a second "from" after them: one clause has not two.
    """
    if root.i <= verb.i:
        return False
    for comma in doc[verb.i + 1 : root.i]:
        after = doc[comma.i + 1]
        if comma.text != "," or after.pos_ not in ("ADP", "SCONJ"):
            continue
        before_words = {t.lower_ for t in doc[verb.i : comma.i]}
        if after.lower_ == "from" and "from" in before_words:
            return True
        days = [t for t in doc[verb.i : comma.i] if t.ent_type_ == "DATE"]
        later = [t for t in doc[comma.i : comma.sent.end] if t.ent_type_ == "DATE"]
        if days and later and mention.kind is MentionKind.TIME:
            return True
    return False


def _of_speech(common: Token, climb: list[Token], climbed: list[Token]) -> bool:
    """True where the trigger stands in what the common token says, and the mention with the saying itself."""
    if not common.lower_.startswith(_SPEECH) or common.pos_ not in ("VERB", "AUX"):
        return False
    return (
        bool(climbed)
        and climbed[-1].dep_ in ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis")
        and common not in climb
    )


def _local_tellers(root: Token, said: Token) -> bool:
    """ "In Goz, police said they had found two bodies": people without a name, in a place that opens the sentence, tell of it."""
    first = root.sent.start
    if root.head != said or root.left_edge.i != first or root.doc[first].lower_ not in ("in", "at", "near", "around"):
        return False
    teller = next((t for t in said.children if t.dep_ == "nsubj" and root.i < t.i < said.i), None)
    return (
        teller is not None
        and teller.pos_ == "NOUN"
        and root.doc[root.right_edge.i + 1].lower_ in (",", teller.left_edge.lower_)
    )


def _opens_clause(token: Token) -> bool:
    if token.dep_ in ("acl", "xcomp") and token.pos_ not in ("VERB", "AUX"):
        return False  # a noun or adjective there does not open a clause
    return token.dep_ in _SUBORDINATE or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))


def _kin(token: Token) -> list[Token]:
    """The token, what stands under it, and the "of" phrases of that ("a gathering of bandits who …")."""
    return [token, *token.children, *[g for c in token.children for g in c.children if g.dep_ == "nmod"]]


def _adjacent(doc: Doc, token: Token, root: Token) -> bool:
    """True where no finite verb and no strong stop stands between the two, within fourteen tokens."""
    low, high = sorted((token.i, root.i))
    if high - low > 14:
        return False
    return not any(
        t.text in (";", ":")
        or t.lower_ in ("who", "which", "where", "when", "after", "before", "while", "that")
        or (t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP") and t.i not in (low, high))
        for t in doc[low + 1 : high]
    )


def _up(token: Token) -> list[Token]:
    path = [token]
    while token.head != token and token.head not in path:
        token = token.head
        path.append(token)
    return path


def root_of(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else token_at(doc, mention.span.start)
