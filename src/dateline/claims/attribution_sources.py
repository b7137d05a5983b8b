"""The noun phrase that names a speaker, found next to a word of saying.

Read from left to right (or back) over parts of speech; the tree is asked only where that fails. Ranges are token
indexes, half-open.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.attribution_lists import word_set
from dateline.claims.chains_words import (
    COLLECTIVES,
    DOCUMENTS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    PLAIN_BODIES,
    ROLES,
    TITLES,
)
from dateline.words import MONTHS, WEEKDAYS

__all__ = ["made_by", "past_agent", "phrase_after", "phrase_before", "speakable"]


_DAYS: Final = (frozenset((*WEEKDAYS, *MONTHS)) - {"may"}) | word_set(
    "today yesterday tonight tomorrow later earlier meanwhile however also"
)
_IN_PHRASE: Final = word_set(
    """
    of for in at from with on to by near under
    """
)
_NOUNISH: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "PRON", "SYM"})
_PRONOUNS: Final = word_set(
    """
    he she they it we i who one others another some many several
    """
)
_HYPHENS: Final = word_set(
    """
    - ‐ ‑ 's ’s ' ’ & /
    """
)
# "for her part", "from his side"
_SIDES: Final = word_set(
    """
    part side turn
    """
)
_NOT_SPEAKERS: Final = word_set(
    """
    there this that these those what which nothing everything something anything you us me him them
    who it's bombs blast blasts explosion attack attacks violence fighting shooting raid bombing
    detail details clashes day night week month year morning evening afternoon toll number incident place time war
    """
)


# "records seen by the agency": the record speaks, not the one who read it
_READ: Final = word_set(
    """
    seen reviewed obtained viewed examined consulted read cited quoted carried published posted aired verified
    """
)


def _is_day(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in _DAYS


def phrase_after(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``start``, not past ``end``: "two officials and a guard at the company"."""
    index = start
    while (
        index < end
        and (doc[index].is_space or doc[index].text in ('"', "“", "(", "by", "the"))
        and doc[index].lower_ != "the"
    ):
        index += 1
    first = index
    seen_noun = False
    while index < end:
        token = doc[index]
        if token.is_space:
            index += 1
            continue
        if _is_day(token) and seen_noun and token.ent_type_ not in ORGANISATION_LABELS:
            break
        if token.pos_ == "DET" or token.lower_ in ("a", "an", "the", "another", "no"):
            previous = doc[index - 1]
            if seen_noun and not (previous.pos_ in ("ADP", "CCONJ") or previous.text in (",", "&")):
                break
            index += 1
            continue
        if token.text in _HYPHENS or (token.text == "." and not token.whitespace_ and index + 1 < end):
            index += 1
            continue
        if token.text == "(":
            close = next((i for i in range(index, min(end, index + 6)) if doc[i].text == ")"), None)
            if close is None:
                break
            index = close + 1
            continue
        if (
            token.pos_ in _NOUNISH
            or token.lower_ in ROLES | COLLECTIVES | ORGANISATION_WORDS | TITLES
            or (
                token.text[:1].isupper()
                and token.pos_ in ("VERB", "ADV", "ADP", "INTJ")
                and not token.text.isupper()
                and token.is_alpha
                and token.lower_ not in _IN_PHRASE
            )
        ):
            # "officials the men fled": a pronoun or proper name after a common noun opens the next clause
            if token.pos_ == "PRON" and seen_noun:
                break
            if token.pos_ == "NUM" and seen_noun and not (doc[index - 1].pos_ == "PROPN" and token.text.isdigit()):
                break
            dated = _is_day(token) and not seen_noun  # "a June 2014 report by the league"
            noun = token.pos_ in ("NOUN", "PROPN", "PRON", "X") or token.lower_ in ROLES | COLLECTIVES
            seen_noun = seen_noun or (noun and not dated)
            index += 1
            continue
        if token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG", "JJ") and not seen_noun:
            index += 1
            continue
        if doc[index - 1].text in ("-", "‐", "‑") and not doc[index - 1].whitespace_ and index > first + 1:
            index += 1  # "the Sligo-based mother", "opposition-linked media"
            continue
        following = doc[index + 1] if index + 1 < end else None
        if seen_noun and following is not None and doc[index - 1].lower_ in DOCUMENTS and token.lower_ not in _READ:
            author = made_by(doc, index, end)
            if author is not None:
                return author
        if token.lower_ in _IN_PHRASE and seen_noun and following is not None:
            if (
                token.lower_ in ("to", "by", "on", "under", "near")
                and following.pos_ != "PROPN"
                and not (token.lower_ == "by" and doc[index - 1].lower_ in DOCUMENTS)
            ):
                break
            if following.pos_ in (*_NOUNISH, "DET") and following.pos_ != "NUM" and not _is_day(following):
                index += 1
                continue
            break
        if (
            token.lower_ in ("and", "or", "&")
            and seen_noun
            and following is not None
            and (following.pos_ in ("DET", "NOUN", "PROPN", "ADJ") or following.lower_ in COLLECTIVES)
        ):
            if _clause_follows(doc, index + 1, end):
                break
            index += 1
            continue
        break
    while index > first and (doc[index - 1].is_space or doc[index - 1].text in ("-", "and", "or", "the", "a")):
        index -= 1
    return (first, index) if seen_noun and index > first else None


def made_by(doc: Doc, participle: int, end: int) -> tuple[int, int] | None:
    """Who made a document: "data compiled by X", "a tally kept daily by X", "a statement issued on Friday by X"."""
    if doc[participle].tag_ not in ("VBN", "VBD", "VBG"):
        return None
    by = next((i for i in range(participle + 1, min(end - 1, participle + 5)) if doc[i].lower_ == "by"), None)
    if by is None or any(doc[i].is_punct for i in range(participle + 1, by)):
        return None
    return phrase_after(doc, by + 1, end)


def past_agent(doc: Doc, source: tuple[int, int], start: int) -> tuple[int, int]:
    """The speaker before a verb where the noun phrase next to it is the agent of a participle.

    "A list compiled by the committee names": the committee; "records seen by the agency show": the records;
    "residents contacted by the paper said": the residents.
    """
    by = source[0] - 1
    while by > start and doc[by].lower_ in ("the", "a", "an", "this", "our", "local"):
        by -= 1
    if by <= start + 1 or doc[by].lower_ != "by":
        return source
    participle = by - 1
    while participle > start and (doc[participle].pos_ in ("ADP", "ADV", "PART") or _is_day(doc[participle])):
        participle -= 1
    if doc[participle].tag_ not in ("VBN", "VBD") or doc[participle].pos_ not in ("VERB", "ADJ") or by - participle > 4:
        return source
    head = _back(doc, participle - 1, start)
    if head is None or doc[participle - 1].pos_ not in ("NOUN", "PROPN"):
        return source
    made = doc[participle - 1].lower_ in DOCUMENTS and doc[participle].lower_ not in _READ
    return source if made else head


def _clause_follows(doc: Doc, start: int, end: int) -> bool:
    """True where the words after "and" run on to a finite verb of their own before any comma."""
    for token in doc[start : min(end, start + 12)]:
        if token.text in (",", ".", ";", '"', "”"):
            return False
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def phrase_before(doc: Doc, end: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that stops just before ``end`` (auxiliaries and adverbs skipped), not before ``start``.

    With an apposition or relative clause between commas: "Mustafa Bali, the spokesman for the group, said".
    """
    index = end - 1
    while index >= start and (
        doc[index].is_space
        or doc[index].pos_ in ("AUX", "ADV", "PART")
        or _is_day(doc[index])
        or doc[index].lower_
        in ("also", "later", "earlier", "then", "has", "have", "had", "not", "n't", "further", "once", "again")
    ):
        index -= 1
    index = _before_insertion(doc, index, start)
    if index < start:
        return None
    if doc[index].text in (",", ")", "—", "–", "--"):
        return _around_apposition(doc, index, start)
    if doc[index].pos_ == "PRON" and doc[index].lower_ in ("who", "which", "that"):
        head = _back(doc, index - 1 if doc[index - 1].text != "," else index - 2, start)
        return _nearer(doc, head) if head is not None and doc[index].lower_ == "who" else head
    found = _back(doc, index, start)
    if found is None:
        return None
    left = found[0] - 1
    # "Mustafa Bali, spokesman of the group said": a bare office after a name
    if (
        left > start
        and doc[left].text == ","
        and any(t.lower_ in ROLES for t in doc[found[0] : found[1]])
        and (doc[found[0]].lower_ in ("the", "a", "an") or doc[found[0]].lower_ in ROLES)
    ):
        name = _back(doc, left - 1, start)
        # "in Yelewata, Benue, the governor's spokesman said": a place with its province
        placed = (
            name is not None
            and name[0] - 2 > start
            and doc[name[0] - 1].text == ","
            and (doc[name[0] - 2].pos_ == "PROPN" and name[1] - name[0] == 1)
        )
        if placed:
            return found
        if name is not None and doc[name[1] - 1].ent_type_ in PERSON_LABELS and name[1] - name[0] <= 6:
            return name[0], found[1]
    # "the spokesman for the group, Mustafa Bali, said" and "Another spokesman, X, told"
    return found


def _nearer(doc: Doc, head: tuple[int, int]) -> tuple[int, int]:
    """ "The concern of authorities who announced": people speak, not their concern."""
    of = next((i for i in range(head[0] + 1, head[1] - 1) if doc[i].lower_ == "of"), None)
    if of is None or doc[head[1] - 1].lower_ not in ROLES | COLLECTIVES:
        return head
    governing = doc[of - 1].lower_
    people = ROLES | COLLECTIVES | ORGANISATION_WORDS | PLAIN_BODIES
    return head if governing in people or governing.rstrip("s") in people else (of + 1, head[1])


def _before_insertion(doc: Doc, index: int, start: int) -> int:
    """Past "for her part", "from his side", "on the other hand", "in turn" at token ``index``, commas included."""
    if doc[index].text == "," and index - 1 > start and doc[index - 1].lower_ in _SIDES:
        index -= 1
    if doc[index].lower_ not in _SIDES:
        return index
    opener = next((i for i in range(index - 1, max(start, index - 4) - 1, -1) if doc[i].pos_ == "ADP"), None)
    if opener is None or opener == start:
        return index
    before = opener - 1
    while before > start and (doc[before].is_space or doc[before].text == ","):
        before -= 1
    # "the spokesman, Col. X, for his part": the apposition keeps its closing comma
    if doc[opener - 1].text == "," and any(t.text == "," for t in doc[max(start, before - 8) : before]):
        return opener - 1
    return before


def _around_apposition(doc: Doc, comma: int, start: int) -> tuple[int, int] | None:
    """The phrase before an insertion that ends with the comma at ``comma``."""
    index = comma - 1
    opener = {")": "(", "—": "—", "–": "–", "--": "--"}.get(doc[comma].text, ",")
    depth_limit = max(start, comma - 32)
    while index > depth_limit and doc[index].text != opener:
        if doc[index].text in ('"', "”", "“", ";"):
            return None
        index -= 1
    if index <= depth_limit or doc[index].text != opener:
        return None
    inserted = doc[index + 1 : comma]
    if not len(inserted):
        return None
    first = inserted[0]
    head = _back(doc, index - 1, start)
    if head is None:
        return None
    relative = first.lower_ in ("who", "which", "whose", "whom", "where")
    apposed = any(t.lower_ in ROLES | COLLECTIVES | ORGANISATION_WORDS for t in inserted) or first.lower_ in (
        "a",
        "an",
        "the",
        "one",
    )
    named = inserted[-1].ent_type_ in PERSON_LABELS or all(
        t.pos_ == "PROPN" or t.text[:1].isupper() for t in inserted if not t.is_punct
    )
    participle = first.pos_ in ("VERB", "PART") or first.lower_ in (
        "speaking",
        "quoting",
        "citing",
        "never",
        "not",
        "ever",
    )
    # "the minister, in an interview, said", "the mayor, during a visit to the ward, said"
    adjunct = first.pos_ == "ADP" and not any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ") for t in inserted)
    if not relative and not participle and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in inserted):
        return None  # a clause of its own stands between the commas
    aged = all(t.pos_ in ("NUM",) or t.is_digit for t in inserted)
    if (
        opener == ","
        and (apposed or named)
        and doc[head[0] - 1 if head[0] > start else start].lower_ in ("in", "on", "at")
    ):
        # "In a statement, the army's media wing, X, said": what "in" governs opens the clause
        own = _back(doc, comma - 1, start)
        if own is not None and own[0] > head[1]:
            return own
    if relative or apposed or named or participle or aged or adjunct or opener != ",":
        end = comma + 1 if opener == "(" else comma
        return (head[0], end) if (apposed or named) and not adjunct else head
    if index > start:
        # two insertions: "X, 43, a teacher, said"
        further = _around_apposition(doc, index, start)
        if further is not None:
            return further
    return None


def _back(doc: Doc, last: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that ends with token ``last``, read backwards."""
    while last >= start and doc[last].is_space:
        last -= 1
    index = last
    seen = False
    while index >= start:
        token = doc[index]
        if token.is_space:
            if "\n\n" in token.text:
                break
            index -= 1
            continue
        if _is_day(token) and token.ent_type_ not in ORGANISATION_LABELS and seen:
            break
        if token.pos_ == "DET" or token.lower_ in ("a", "an", "the", "another"):
            previous = doc[index - 1] if index > start else None
            index -= 1
            if (
                previous is not None
                and previous.lower_ in _IN_PHRASE
                and index - 1 >= start
                and _joins(doc, index, start)
            ):
                index -= 1
                continue
            if previous is not None and previous.lower_ in ("of", "all", "both") and index >= start:
                continue
            if (
                previous is not None
                and previous.lower_ in ("and", "or", "&")
                and index - 1 >= start
                and doc[index - 1].pos_ in ("NOUN", "PROPN")
            ):
                index -= 1
                continue
            break
        if token.lower_ in _IN_PHRASE:
            if seen and index > start and _joins(doc, index, start):
                index -= 1
                continue
            break
        if (
            token.lower_ == "without"
            and token.text[:1].isupper()
            and seen
            and index > start
            and doc[index - 1].text[:1].isupper()
        ):
            index -= 1  # "Doctors Without Borders"
            continue
        if token.lower_ in ("and", "or", "&"):
            if (
                seen
                and index > start
                and doc[index - 1].pos_ in ("NOUN", "PROPN")
                and not _clause_before(doc, index, start)
            ):
                index -= 1
                continue
            break
        if token.text in _HYPHENS or (token.text == ")" and _bracket(doc, index, start) is not None):
            before = _bracket(doc, index, start) if token.text == ")" else index - 1
            if before is None:
                break
            index = before
            continue
        capital = token.text[:1].isupper()
        if index > start and doc[index - 1].text in ("-", "‐", "‑") and not doc[index - 1].whitespace_:
            index -= 1
            continue
        if (
            token.pos_ in _NOUNISH
            or token.lower_ in ROLES | COLLECTIVES | ORGANISATION_WORDS | TITLES
            or (
                capital
                and token.is_alpha
                and token.pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV")
                and not token.text.isupper()
            )
            or (token.tag_ in ("VBN", "VBG", "JJ") and token.dep_ in ("amod", "compound") and seen)
        ):
            following = doc[index + 1] if index < last else None
            # a lower-case noun before a capitalised name belongs to it only as an office or a body
            if (
                seen
                and following is not None
                and token.pos_ == "NOUN"
                and not capital
                and following.text[:1].isupper()
                and token.lower_ not in ROLES | PLAIN_BODIES | ORGANISATION_WORDS | COLLECTIVES | TITLES
                and not token.text.isdigit()
            ):
                break
            if token.pos_ == "PRON" and token.lower_ not in _PRONOUNS | {
                "his",
                "her",
                "its",
                "their",
                "my",
                "our",
                "those",
                "all",
            }:
                break
            if token.pos_ == "PRON" and seen and token.lower_ in ("he", "she", "they", "it", "who", "we", "i"):
                break
            seen = True
            index -= 1
            continue
        break
    first = index + 1
    while first <= last and (
        doc[first].is_space or doc[first].text in _HYPHENS | {","} or doc[first].lower_ in ("and", "of", "in", "for")
    ):
        first += 1
    return (first, last + 1) if seen and first <= last else None


def _bracket(doc: Doc, close: int, start: int) -> int | None:
    for index in range(close - 1, max(start, close - 6) - 1, -1):
        if doc[index].text == "(":
            return index - 1
    return None


def _joins(doc: Doc, preposition: int, start: int) -> bool:
    """True where a preposition ties what follows to a noun that can speak ("spokesman for", "police in")."""
    if preposition - 1 < start:
        return False
    before = doc[preposition - 1]
    if before.text == ")":
        opened = _bracket(doc, preposition - 1, start)
        if opened is None or opened < start:
            return False
        before = doc[opened]
    if doc[preposition].lower_ == "of":
        some = before.lower_ in ("some", "many", "several", "most", "all", "both", "few")
        return (some or before.pos_ in ("NOUN", "PROPN", "PRON", "NUM")) and not _is_day(before)
    word = before.lower_
    return (
        word in ROLES | COLLECTIVES | PLAIN_BODIES | ORGANISATION_WORDS | DOCUMENTS
        or (word.endswith("s") and word[:-1] in ROLES)
        or before.ent_type_ in ORGANISATION_LABELS | PERSON_LABELS
        or (
            before.pos_ == "NOUN"
            and word.endswith(("er", "or", "ian", "ist", "man", "ers", "ors", "men", "ists", "ians"))
        )
    )


def _clause_before(doc: Doc, conjunction: int, start: int) -> bool:
    """True where what stands before "and" is the end of a clause, so that no speakers are joined."""
    for index in range(conjunction - 1, max(start, conjunction - 8) - 1, -1):
        token = doc[index]
        if token.text in (",", ";", '"', "”", "“"):
            return False
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD", "VB"):
            return True
    return False


def speakable(doc: Doc, source: tuple[int, int]) -> bool:
    """False for phrases that cannot speak (a blast, a day, "there")."""
    tokens = [t for t in doc[source[0] : source[1]] if not t.is_space]
    words = [t for t in tokens if t.is_alpha or t.ent_type_ or t.pos_ == "PROPN"]  # "ElSalvador.com"
    if not words:
        return False
    head = words[-1]
    for position, token in enumerate(tokens):
        if position and (token.lower_ in _IN_PHRASE or token.text in (",", "(")):
            head = tokens[position - 1]
            break
    return head.lower_ not in _NOT_SPEAKERS and not _is_day(head) and not head.is_digit
