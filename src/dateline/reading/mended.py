"""Trees and names mended where their own words show that they cannot be right: what a grammar book rules out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.reading.not_places import of_a_country

_PERIODS: Final = frozenset(
    "day days night nights week weeks month months year years hour hours minute minutes fortnight".split()
)
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OWN: Final = frozenset({"his", "her", "their"})
_NOMINAL: Final = frozenset(
    {"appos", "obl", "nmod", "conj", "dep", "obl:unmarked", "nmod:unmarked", "parataxis", "list"}
)

_OVERRUN: Final = frozenset(
    "stormed storm storming overran overrun overrunning raided raiding besieged invaded".split()
)
_MOVED: Final = (
    "evacuat",
    "mov",
    "flew",
    "flown",
    "transfer",
    "bus",
    "transport",
    "fled",
    "flee",
    "relocat",
    "displac",
)


_ARMED: Final = frozenset(
    "rebels fighters militants militia militias militiamen insurgents gunmen guerrillas forces".split()
)
_UNITS: Final = frozenset(
    "group command unit front cell force forces troops column wing faction battalion brigade".split()
)
_TRUST: Final = frozenset(
    """
    believe believes believed believing trusted trust confided interested involved faith confidence belief interest change
    """.split()
)
_AIMED: Final = frozenset(
    "shot fired shouted looked yelled threw aimed pointed laughed swung stared screamed angry anger shooting firing".split()
)
"""Words behind which a person follows "at"."""


class Heads(list[int]):
    """Heads that stay trees: a word is never hung on what hangs on itself; such a change is left out."""

    def __setitem__(self, word: Any, head: Any) -> None:
        at = head
        while at != word and self[at] != at:
            at = self[at]
        if at != word or head == word:
            super().__setitem__(word, head)


@dataclass(slots=True)
class Tree:
    """The words of a text with their heads (a root's is itself), relations and fine tags, which are changed in place."""

    words: Sequence[str]
    tags: list[str]
    heads: Heads
    deps: list[str]
    starts: Sequence[int]

    def children(self, word: int) -> Iterator[int]:
        """The words that hang on ``word``, in order; near it, as sentences are short."""
        place = bisect_right(self.starts, word)
        low = self.starts[place - 1] if place else 0
        high = self.starts[place] if place < len(self.starts) else len(self.words)
        return (i for i in range(low, high) if self.heads[i] == word and i != word)


def mend(tree: Tree) -> None:
    """All mends, on the whole text."""
    for word in range(len(tree.words)):
        _active(tree, word)
        _according(tree, word)
        _speaker_behind(tree, word)
        _so_long_after(tree, word)
        _of_behind_a_day(tree, word)
        _own_people(tree, word)
        _undergone(tree, word)
        _thought_to_be(tree, word)
        _behind_a_colon(tree, word)
        _in_brackets(tree, word)
        _no_range(tree, word)
        _number_and_more(tree, word)


def _active(tree: Tree, word: int) -> None:
    """ "they had kidnapped": a verb after "have" that lacks "been" has a subject which does it."""
    if tree.deps[word] != "nsubj:pass" or not word < tree.heads[word]:
        return
    verb = tree.heads[word]
    beside = [i for i in tree.children(verb) if tree.deps[i] in ("aux", "aux:pass")]
    has = any(tree.words[i].lower() in ("have", "has", "had", "'ve", "'d") for i in beside)
    if has and all(tree.deps[i] == "aux" for i in beside) and tree.words[verb].lower() != "been":
        tree.deps[word] = "nsubj"


def _according(tree: Tree, word: int) -> None:
    """ "He had been shot, according to Sheriff Roe": the sheriff says so and did not do it."""
    if tree.deps[word] == "obl:agent":
        cases = {tree.words[i].lower() for i in tree.children(word) if tree.deps[i] == "case"}
        if "according" in cases:
            tree.deps[word] = "obl"


def _speaker_behind(tree: Tree, word: int) -> None:
    """ "Said the mayor that four fell": the noun behind a verb that opens its sentence, without a subject, says it."""
    verb = tree.heads[word]
    if tree.deps[word] != "iobj" or verb not in tree.starts or tree.tags[verb] != "VBD":
        return
    parts = {tree.deps[i].split(":")[0] for i in tree.children(verb)}
    if "nsubj" not in parts and parts & {"ccomp", "obj"}:
        tree.deps[word] = "nsubj"


def _so_long_after(tree: Tree, word: int) -> None:
    """ "on Friday, two days after the rebels fled": the days belong to the clause that "after" opens."""
    if word + 1 >= len(tree.words) or tree.words[word].lower() not in _PERIODS:
        return
    mark = word + 1
    if tree.words[mark].lower() not in ("after", "before") or tree.deps[mark] != "mark" or tree.heads[word] == mark:
        return
    verb = tree.heads[mark]
    if verb <= mark or tree.deps[word] not in _NOMINAL or _above(tree, verb, word) or tree.heads[word] > word:
        return
    if not any(tree.deps[i] in ("nummod", "det", "amod") for i in tree.children(word)):
        return
    tree.heads[word], tree.deps[word] = verb, "obl:unmarked"


def _of_behind_a_day(tree: Tree, word: int) -> None:
    """ "the arrest on Friday of two men": "of" goes with the noun in front of the day, not with the day."""
    day = tree.heads[word]
    if tree.deps[word] != "nmod" or tree.words[day].lower() not in _WEEKDAYS or day > word:
        return
    if not any(i == day + 1 and tree.words[i].lower() == "of" for i in tree.children(word)):
        return
    noun = day - 2 if day >= 2 and tree.words[day - 1].lower() == "on" else day - 1
    if noun >= 0 and tree.tags[noun] in ("NN", "NNS") and noun not in (word, day) and not _above(tree, noun, word):
        tree.heads[word] = noun


def _own_people(tree: Tree, word: int) -> None:
    """ "killed the mayor, his wife and a cook": whoever is called his is another person, told in the same list."""
    first = tree.heads[word]
    if tree.deps[word] != "appos" or first > word or tree.tags[word] not in ("NN", "NNS"):
        return
    below = list(tree.children(word))
    own = next((i for i in below if tree.deps[i] == "nmod:poss" and i < word), None)
    if own is None or tree.words[own].lower() not in _OWN or tree.words[own - 1] != ",":
        return
    if any(tree.deps[i] == "conj" and any(tree.deps[c] == "cc" for c in tree.children(i)) for i in below):
        tree.deps[word] = "conj"


def _thought_to_be(tree: Tree, word: int) -> None:
    """ "whom they had believed drowned": a bare participle behind a verb with an object tells of that object."""
    if tree.deps[word] != "ccomp" or tree.tags[word] != "VBN" or tree.heads[word] > word:
        return
    parts = [tree.deps[i].split(":")[0] for i in tree.children(word)]
    above = [tree.deps[i] for i in tree.children(tree.heads[word])]
    if not {"nsubj", "aux", "mark", "cop", "csubj"} & set(parts) and {"obj", "nsubj:pass"} & set(above):
        tree.deps[word] = "xcomp"


def _undergone(tree: Tree, word: int) -> None:
    """ "SIX WERE KILLED AND TEN WOUNDED": an adjective in -ed with a passive subject is a participle; so is a past tense."""
    if tree.tags[word] == "VBD" or (tree.tags[word] == "JJ" and tree.words[word].lower().endswith("ed")):
        if any(tree.deps[i] in ("nsubj:pass", "aux:pass") for i in tree.children(word)):
            tree.tags[word] = "VBN"


def _behind_a_colon(tree: Tree, word: int) -> None:
    """ "Guards killed: 12": a number right behind a colon is neither subject nor object of the verb in front of it."""
    if (
        tree.deps[word] in ("nsubj", "nsubj:pass", "obj")
        and tree.tags[word] == "CD"
        and word
        and tree.words[word - 1] == ":"
    ):
        if tree.heads[word] < word:
            tree.deps[word] = "parataxis"


def _in_brackets(tree: Tree, word: int) -> None:
    """ "Six held (four men, two boys)": who stands in brackets behind a verb is no second subject, but tells of the first."""
    verb = tree.heads[word]
    if not tree.deps[word].startswith("nsubj") or not verb < word:
        return
    below = list(tree.children(word))
    first = min([word, *below])
    first = first + 1 if tree.words[first] == "(" else first
    subject = next((i for i in tree.children(verb) if i < verb and tree.deps[i].startswith("nsubj")), None)
    if subject is not None and first == verb + 2 and tree.words[verb + 1] == "(":
        tree.heads[word], tree.deps[word] = subject, "appos"


def _no_range(tree: Tree, word: int) -> None:
    """ "Deaths: 240 - 90 guards and 150 porters": a larger number before a dash is no end of a range, but the whole."""
    if word < 2 or word + 1 >= len(tree.words) or tree.words[word] not in ("-", "–", "—"):
        return
    first, second = word - 1, word + 1
    noun = tree.heads[first]
    digits = [tree.words[i].replace(",", "") for i in (first, second)]
    if not all(d.isdigit() for d in digits) or int(digits[0]) <= int(digits[1]) or noun <= second:
        return
    if (
        tree.words[first - 1] != ":"
        or tree.deps[first] != "nummod"
        or tree.heads[noun] >= first
        or _above(tree, noun, second)
    ):
        return
    tree.heads[first], tree.deps[first] = tree.heads[noun], "appos"
    tree.heads[second], tree.deps[second] = noun, "nummod"


def _number_and_more(tree: Tree, word: int) -> None:
    """ "12+ guards shot", "10+ hurt", "left 8+ dead": the number counts the noun behind its sign, or stands for those counted."""
    if tree.words[word] != "+" or not word or word + 1 >= len(tree.words) or tree.tags[word - 1] != "CD":
        return
    number, after = word - 1, word + 1
    under = tree.heads[after] == number
    if after in tree.starts or (not under and _above(tree, after, number)) or _above(tree, after, word):
        return
    tag, above = tree.tags[after], tree.heads[number]
    if under and tag == "JJ" and tree.deps[number] == "obj":
        tree.heads[after], tree.deps[after] = above, "xcomp"
    elif tag in ("NN", "NNS", "VBN", "VBD") and (under or tag[0] == "N" or above in (after, word)):
        if under:
            tree.heads[after], tree.deps[after] = above if above != number else after, tree.deps[number]
        tree.heads[number], tree.deps[number] = after, "nummod" if tag[0] == "N" else "nsubj:pass"
    else:
        return
    tree.heads[word], tree.deps[word] = number, "advmod"


def _above(tree: Tree, word: int, other: int) -> bool:
    """Whether ``word`` hangs on ``other``, over however many arcs."""
    while tree.heads[word] != word:
        word = tree.heads[word]
        if word == other:
            return True
    return False


def tag_names(tree: Tree, names: Sequence[tuple[int, int, str]]) -> None:
    """Words of a person's name, first of all its title ("Sergeants" of "Sergeants Bell and Ruiz"), are tagged as names."""
    for start, end, kind in names:
        for i in range(start, end):
            if kind == "PERSON" and tree.tags[i] in ("NN", "NNS", "NNPS") and tree.words[i][:1].isupper():
                tree.tags[i] = "NNP"


def whole_names(tree: Tree, names: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Names of bodies with the capitalised noun behind that their last word hangs on ("Delta Peace" of "Delta Peace Monitor")."""
    taken = {i for start, end, _ in names for i in range(start, end)}
    out: list[tuple[int, int, str]] = []
    for start, end, kind in names:
        last = end
        if kind == "ORG" and end - start == 1 and tree.tags[start] == "JJ" and of_a_country(tree.words[start]):
            kind = "NORP"  # "Chadian soldiers"
        if kind in ("ORG", "PERSON") and end - start == 1 and _counted_nationals(tree, start):
            kind, tree.tags[start] = "NORP", "NNPS"
        if (
            kind == "ORG"
            and end < len(tree.words)
            and end not in taken
            and tree.tags[end] in ("NNP", "NNPS")
            and tree.words[end][:1].isupper()
            and all(tree.heads[i] == end and tree.deps[i] in ("compound", "amod") for i in range(start, end))
            and end - start > 1
        ):
            last = end + 1
        if kind in ("LOC", "ORG") and end - start == 2 and _body_and_site(tree, start):
            last = start + 1  # "UN base"
        if kind == "PERSON" and (
            _taken_over(tree, start, end)
            or _left(tree, start, names)
            or _where(tree, start, end)
            or _among_places(tree, start, end, out)
        ):
            kind = "LOC"
        if kind == "LOC" and end - start == 1 and _one_of_a_kind(tree, start):
            continue
        of = next((i for i in range(start + 2, end - 1) if tree.words[i].lower() == "of"), None)
        if kind == "LOC" and of is not None and tree.words[end - 1].lower() == "station":
            start = of + 1  # "Ali Tor of Hamra Police Station"
        inside = next((i for i in range(start + 1, end - 1) if tree.words[i].lower() == "in"), None)
        if kind == "ORG" and inside is not None and tree.words[inside - 1].lower() in _UNITS:
            out.append((inside + 1, end, "LOC"))  # "the Omba Command Group in Kelat"
            last = inside
        first = start
        while kind == "ORG" and _goes_before(tree, first, start, end) and first - 1 not in taken:
            first -= 1  # "Socialist" of "Socialist Party of Dar"
        out.append((first, last, kind))
    for i in range(3, len(tree.words)):
        if i not in taken and _backed(tree, i):
            out.append((i, i + 1, "ORG"))
            tree.tags[i], tree.deps[i] = "NNP", "compound"
    return out


def _counted_nationals(tree: Tree, word: int) -> bool:
    """ "Six Chadians": a number before them makes of the people of a country a plural, and nobody's name."""
    if not word or tree.words[word][-1:] != "s" or tree.tags[word] not in ("NNP", "NNPS"):
        return False
    number = word - 1
    return tree.tags[number] == "CD" and tree.heads[number] == word and of_a_country(tree.words[word])


def _one_of_a_kind(tree: Tree, word: int) -> bool:
    """ "Rebels killed a Sarpanch": what has "a" in front of it and stands for itself is no name of a place."""
    before = word - 1
    return (
        before >= 0
        and tree.words[before].lower() in ("a", "an")
        and tree.heads[before] == word
        and tree.deps[word] in ("obj", "nsubj", "nsubj:pass", "conj", "obl:agent")
    )


def _goes_before(tree: Tree, first: int, start: int, end: int) -> bool:
    """Whether the word before ``first`` is a name that hangs in ``tree`` on a word of the name from ``start`` to ``end``."""
    at = first - 1
    if at < 0 or first in tree.starts or at in tree.starts or not tree.words[at][:1].isupper():
        return False
    return tree.tags[at] == "NNP" and tree.deps[at] in ("amod", "compound") and start <= tree.heads[at] < end


def _backed(tree: Tree, word: int) -> bool:
    """ "Omba-backed Tuli rebels": whoever has backers is a party."""
    if word + 1 >= len(tree.words) or tree.words[word - 1] != "backed" or tree.words[word - 2] != "-":
        return False
    return (
        tree.words[word][:1].isupper() and tree.words[word + 1].lower() in _ARMED and not of_a_country(tree.words[word])
    )


def _body_and_site(tree: Tree, first: int) -> bool:
    """ "UN base", "AU camp": the short form of a body before a common noun."""
    body, site = tree.words[first : first + 2]
    return body.isupper() and body.isalpha() and 1 < len(body) < 6 and site.islower() and tree.tags[first] == "NNP"


def _taken_over(tree: Tree, start: int, end: int) -> bool:
    """ "Gunmen stormed Omba Sare": what is stormed or overrun is a place, whatever its name looks like."""
    tops = [i for i in range(start, end) if not start <= tree.heads[i] < end]
    verb = tree.heads[tops[0]] if len(tops) == 1 else start
    if verb in tops or not tree.tags[verb].startswith("VB") or tree.words[verb].lower() not in _OVERRUN:
        return False
    return tree.deps[tops[0]] == "obj" and start > verb and tops[0] == start


def _where(tree: Tree, start: int, end: int) -> bool:
    """ "A bomb went off at Lang Kunja", "near Ansa": nobody is where something happens."""
    tops = [i for i in range(start, end) if not start <= tree.heads[i] < end]
    if len(tops) != 1 or not start or tree.deps[tops[0]] not in ("obl", "nmod"):
        return False
    case = tree.words[start - 1].lower()
    if case not in ("at", "near", "outside", "in") or tree.heads[start - 1] != tops[0]:
        return False
    over = tree.heads[tops[0]]
    if any(tree.deps[i] in ("case", "appos") and i != start - 1 for i in tree.children(tops[0])):
        return False
    if case == "in":
        # of the names behind "in" in EWT's dev and test parts 174 are places and two persons, both as owners
        fits = "VB" if tree.deps[tops[0]] == "obl" else "NN"
        return tree.tags[over].startswith(fits) and tree.words[over].lower() not in _TRUST
    return case != "at" or tree.words[over].lower() not in _AIMED


def _among_places(tree: Tree, start: int, end: int, before: Sequence[tuple[int, int, str]]) -> bool:
    """ "Raiders stormed Dar, Um Sare and Kidin": a name in a row that a place begins is a place, too."""
    tops = [i for i in range(start, end) if not start <= tree.heads[i] < end]
    if len(tops) != 1 or tree.deps[tops[0]] != "conj":
        return False
    first = tree.heads[tops[0]]
    return any(kind == "LOC" and low <= first < high for low, high, kind in before)


def _left(tree: Tree, start: int, names: Sequence[tuple[int, int, str]]) -> bool:
    """ "moved nine patients from Ansa and Birao to Goz": the names between "from" and "to" and a place are places, too."""
    rows = {first: (last, kind) for first, last, kind in names}
    at, seen = start, [start]
    while at - 1 >= 0 and tree.words[at - 1] in (",", "and"):  # back to the first of the row
        before = next((f for f, (last, kind) in rows.items() if last == at - 1 and kind in ("PERSON", "LOC")), None)
        if before is None:
            return False
        at = before
    if at < 1 or tree.words[at - 1].lower() != "from":
        return False
    while seen[-1] in rows and rows[seen[-1]][0] + 1 < len(tree.words) and len(seen) < 5:
        last = rows[seen[-1]][0]
        seen.append(last + 1)
        if tree.words[last].lower() == "to":
            moved = [tree.words[i].lower() for i in range(max(0, at - 9), at - 1)]
            return rows.get(last + 1, (0, ""))[1] == "LOC" and any(w.startswith(_MOVED) for w in moved)
        if tree.words[last] not in (",", "and"):
            return False
    return False
