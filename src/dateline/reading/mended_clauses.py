"""Trees mended at the joints of clauses: who is a verb's subject or object, and what only stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dateline.reading.mended import Tree
from dateline.words import MONTHS, WEEKDAYS

_NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP", "DT"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_LOOSE: Final = frozenset({"parataxis", "dep", "list", "appos", "nmod:unmarked", "discourse"})
_MAKE: Final = frozenset(
    """
    expect expects expected expecting force forces forced forcing allow allows allowed allowing order orders ordered ordering
    urge urges urged urging compel compelled compelling permit permitted persuade persuaded
    """.split()
)
"""Verbs whose object does what the infinitive behind it says."""
_DONE: Final = frozenset(
    """
    killed wounded injured arrested detained abducted kidnapped neutralised neutralized displaced evacuated rescued
    beheaded executed
    hospitalised hospitalized jailed
    """.split()
)
"""Participles of verbs that want an object."""
_FIGHTS: Final = frozenset(
    "clash clashes battle battles gunfight gunfights shootout encounter firefight fight fighting skirmish confrontation".split()
)
_MEMBERS: Final = frozenset(
    "cadres cadre militants militant rebels rebel fighters fighter guerrillas insurgents members gunmen personnel".split()
)
_SAY: Final = ("say", "said", "report")
_PUSHED: Final = frozenset({"advmod", "aux", "aux:pass", "cop"})


def mend_clauses(tree: Tree) -> None:
    """All mends of this room, on the whole text."""
    for word in range(len(tree.words)):
        _by_nobody(tree, word)
        _two_subjects(tree, word)
        _fronted(tree, word)
        _was_one(tree, word)
        _behind_its_name(tree, word)
        _subject_of_the_next(tree, word)
        _day_behind(tree, word)
        _range_of(tree, word)
        _made_to(tree, word)
        _of_many(tree, word)
        _behind_its_verb(tree, word)
        _before_the_teller(tree, word)
        _done_to(tree, word)
        _with_whom(tree, word)
        _fatally(tree, word)
        _said_of(tree, word)
        _dead_and(tree, word)
        _listed(tree, word)
        _aged(tree, word)
        _bare_subject(tree, word)
        _bare_object(tree, word)
        _joined(tree, word)
        _so_many(tree, word)
        _likewise(tree, word)
        _before_what_it_did(tree, word)
        _by_name(tree, word)
        _one_of_them(tree, word)
        _of_them_done(tree, word)
        _allegedly_by(tree, word)
        _carried_out(tree, word)


def _by_nobody(tree: Tree, word: int) -> None:
    """ "Gunmen shot dead a clerk": without "by" nobody is named who did it to them; the clerk is whom they shot."""
    if tree.deps[word] != "obl:agent":
        return
    cases = [tree.words[i].lower() for i in tree.children(word) if tree.deps[i] == "case"]
    if cases:
        return
    verb = tree.heads[word]
    beside = {tree.deps[i]: i for i in tree.children(verb)}
    if verb < word and "obj" not in beside and not {"aux:pass", "aux"} & set(beside):
        tree.deps[word] = "obj"
        if "nsubj:pass" in beside and tree.tags[verb] in ("VBD", "VBN"):
            tree.deps[beside["nsubj:pass"]] = "nsubj"
            tree.tags[verb] = "VBD"


def _two_subjects(tree: Tree, word: int) -> None:
    """ "20 guards and their wives fled": two subjects with "and" between them are joined."""
    if tree.deps[word] not in ("nsubj", "nsubj:pass") or tree.tags[word] not in _NOUNS - {"PRP", "DT"}:
        if tree.tags[word] == "JJ" and tree.deps[word] == "nsubj" and _also_subject(tree, word + 1, tree.heads[word]):
            tree.heads[word], tree.deps[word] = word + 1, "amod"  # "hardline guards fled"
        return
    verb = tree.heads[word]
    second = next((i for i in tree.children(verb) if i > word and tree.deps[i] == tree.deps[word]), None)
    if second is None or second > verb or tree.tags[second] not in ("NN", "NNS", "NNP", "NNPS"):
        return
    between = range(_edge(tree, word, max) + 1, _edge(tree, second, min))
    if not between and tree.words[second].lower() in _MEMBERS and tree.tags[word].startswith("NNP"):
        for i in [i for i in tree.children(word) if tree.deps[i] in ("nummod", "det")]:
            tree.heads[i] = second  # "Eight Tuli Front of Dar (TFD) cadres fled"
        tree.heads[word], tree.deps[word] = second, "compound"
        return
    if not between and tree.tags[word] == "NNS" and tree.tags[second].startswith("NNP"):
        if any(tree.deps[i] == "nummod" for i in tree.children(word)):
            tree.heads[second], tree.deps[second] = word, "appos"  # "three women Ann Roe and Bo Fox fled"
            return
    if not between and tree.tags[word] == "NN" and tree.tags[second] == "NNP":
        tree.heads[second], tree.deps[second] = word, "appos"  # "hospital spokeswoman Ann Roe said"
        return
    joint = between[0] if len(between) == 1 else word
    if tree.deps[joint] == "cc" and tree.words[joint].lower() in ("and", "or"):
        tree.heads[second], tree.deps[second] = word, "conj"
        tree.heads[joint] = second


def _fronted(tree: Tree, word: int) -> None:
    """ "In a raid on the mill, gunmen shot a clerk": a phrase with a preposition is no clause; it stands beside the verb."""
    if tree.heads[word] != word or tree.tags[word] not in ("NN", "NNS", "NNP", "CD"):
        return
    below = list(tree.children(word))
    first = _edge(tree, word, min)
    if not any(tree.deps[i] == "case" and i == first for i in below):
        return
    verb = next((i for i in below if i > word and tree.deps[i] in ("conj", "parataxis", "appos", "acl:relcl")), None)
    if verb is None or tree.tags[verb] not in ("VBD", "VBN") or any(tree.deps[i] in ("cop", "nsubj") for i in below):
        return
    parts = {tree.deps[i]: i for i in tree.children(verb)}
    subject = parts.get("nsubj", parts.get("nsubj:pass"))
    if subject is None or {"cc", "mark"} & set(parts) or not word < subject < verb:
        return
    if tree.tags[verb] == "VBN" and "aux:pass" not in parts and "aux" not in parts:
        return
    start = _edge(tree, subject, min)
    if tree.words[start - 1] != "," or tree.tags[subject] in ("WDT", "WP"):
        return
    for i in below:
        if i > start and i != verb:
            tree.heads[i] = verb
    tree.heads[verb], tree.deps[verb] = verb, "ROOT"
    tree.heads[word], tree.deps[word] = verb, "obl"


def _was_one(tree: Tree, word: int) -> None:
    """ "Ann Roe was one of six clerks found shot": whoever is one of them is no second subject of what they underwent."""
    verb = tree.heads[word]
    if tree.words[word].lower() != "one" or not tree.deps[word].startswith("nsubj") or verb < word:
        return
    beside = list(tree.children(verb))
    first = next((i for i in beside if i < word and tree.deps[i].startswith("nsubj")), None)
    noun = next((i for i in tree.children(word) if word < i < verb and tree.deps[i] == "nmod"), None)
    if first is None or noun is None or tree.deps[word - 1] not in ("aux", "aux:pass", "cop"):
        return
    if tree.heads[word - 1] != verb or tree.tags[verb] != "VBN" or _edge(tree, word, max) != verb - 1:
        return
    tree.heads[word] = tree.heads[verb] if tree.heads[verb] != verb else word
    tree.deps[word] = tree.deps[verb]
    for i in beside:
        if i < word:
            tree.heads[i] = word
    tree.deps[word - 1], tree.deps[first] = "cop", "nsubj"
    tree.heads[verb], tree.deps[verb] = noun, "acl"


def _behind_its_name(tree: Tree, word: int) -> None:
    """ "Two Dar Unity Front (DUF) members were shot": the noun right behind a name and its short form is whom it is about."""
    if not tree.words[word].islower() or word < 4 or tree.words[word - 1] != ")":
        return
    if not tree.tags[word].startswith("NN"):
        return
    opening = next((i for i in range(word - 2, max(0, word - 8), -1) if tree.words[i] == "("), 0)
    if not opening or tree.tags[opening - 1] != "NNP" or any(opening < i <= word for i in tree.starts):
        return
    if any(tree.deps[i] in ("det", "nummod", "case", "cc", "cop") for i in tree.children(word)):
        return
    verb, label = tree.heads[word], tree.deps[word]
    name = opening - 1
    while tree.heads[name] not in (name, verb) and tree.tags[tree.heads[name]] in ("NNP", "NNPS"):
        name = tree.heads[name]
    if label.startswith("nsubj") and tree.heads[name] == verb and tree.deps[name] == label and name < opening:
        pass
    elif label == "appos" and _below(tree, word, _top_name(tree, opening - 1)) and word != tree.heads[word]:
        name = _top_name(tree, opening - 1)
        verb, label = tree.heads[name], tree.deps[name]
        if verb == name or not label.startswith(("nsubj", "obj", "obl")):
            return
    else:
        return
    first = _edge(tree, name, min)
    tree.heads[word], tree.deps[word] = verb, label
    tree.heads[name], tree.deps[name] = word, "compound"
    for i in list(tree.children(name)):
        if i > word or tree.deps[i] in ("det", "case"):
            tree.heads[i] = word
    if tree.tags[first] == "CD" and tree.deps[first] == "nummod":
        tree.heads[first] = word


def _top_name(tree: Tree, word: int) -> int:
    """The first of the names that ``word`` stands in."""
    while tree.heads[word] != word and tree.tags[tree.heads[word]] in ("NNP", "NNPS"):
        word = tree.heads[word]
    return word


def _also_subject(tree: Tree, word: int, verb: int) -> bool:
    return word < verb and tree.heads[word] == verb and tree.deps[word] == "nsubj" and tree.tags[word] in ("NN", "NNS")


def _subject_of_the_next(tree: Tree, word: int) -> None:
    """ "They hid the lamps and dozens of guards fled": the second noun is the subject of the verb behind it, which has none."""
    verb = tree.heads[word]
    if tree.deps[word] != "conj" or tree.tags[word] not in _NOUNS or verb > word:
        return
    after = _edge(tree, word, max) + 1
    while after < len(tree.words) and tree.deps[after] in _PUSHED:
        after += 1
    if after >= len(tree.words) or tree.deps[after] != "conj" or tree.tags[after] not in _FINITE:
        return
    first = tree.heads[after]
    parts = {tree.deps[i] for i in tree.children(after)}
    if first >= word or {"cc", "nsubj", "nsubj:pass", "csubj"} & parts or not _below(tree, verb, first):
        return
    tree.heads[word] = after
    tree.deps[word] = "nsubj:pass" if "aux:pass" in parts else "nsubj"
    for i in [i for i in tree.children(word) if tree.deps[i] == "cc"]:
        tree.heads[i] = after


def _day_behind(tree: Tree, word: int) -> None:
    """ "40 people moved from Dar, 6 April": the day beside a verb says when."""
    if tree.deps[word] not in _LOOSE or tree.tags[word] != "CD" or tree.heads[word] >= word:
        return
    verb = tree.heads[word]
    if not tree.tags[verb].startswith("VB") or not any(tree.words[i].lower() in MONTHS for i in tree.children(word)):
        return
    tree.deps[word] = "obl:unmarked"


def _range_of(tree: Tree, word: int) -> None:
    """ "took 18 to 20 porters": both numbers of a range count the noun behind it."""
    if (
        tree.tags[word] != "CD"
        or word + 3 >= len(tree.words)
        or tree.words[word + 1].lower() not in ("to", "-", "\u2013")
    ):
        return
    if tree.tags[word + 2] != "CD" or tree.deps[word] == "nummod":
        return
    noun = word + 3
    while noun < len(tree.words) - 1 and tree.tags[noun] in ("JJ", "NNP"):
        noun += 1
    if tree.tags[noun] not in ("NNS", "NNPS") or tree.heads[noun] not in (tree.heads[word], word, word + 2):
        return
    if tree.heads[noun] in (word, word + 2):
        tree.heads[noun] = tree.heads[word] if tree.heads[word] != word else noun
        tree.deps[noun] = tree.deps[word]
    tree.heads[word], tree.deps[word] = noun, "nummod"
    tree.heads[word + 2], tree.deps[word + 2] = word, "nmod"


def _made_to(tree: Tree, word: int) -> None:
    """ "expect 900 people to go home", "forced the guards to leave": the infinitive behind the object goes with the verb."""
    noun = tree.heads[word]
    if tree.tags[word] != "VB" or tree.deps[word] != "acl" or noun > word or tree.deps[noun] not in ("obj", "iobj"):
        return
    verb = tree.heads[noun]
    if tree.words[verb].lower() not in _MAKE or not any(
        tree.deps[i] == "mark" and tree.words[i].lower() == "to" for i in tree.children(word)
    ):
        return
    tree.heads[word], tree.deps[word], tree.deps[noun] = verb, "xcomp", "obj"


def _of_many(tree: Tree, word: int) -> None:
    """ "A chief of the Dar clan and an aide were seized": with a plural verb the aide is joined to the chief, not to the clan."""
    inner = tree.heads[word]
    if tree.deps[word] != "conj" or tree.tags[word] != "NN" or tree.deps[inner] != "nmod" or inner > word:
        return
    subject = tree.heads[inner]
    verb = tree.heads[subject]
    if tree.deps[subject] not in ("nsubj", "nsubj:pass") or tree.tags[subject] != "NN" or verb < word:
        return
    if any(tree.deps[i] == "conj" for i in tree.children(subject)):
        return
    if not any(tree.deps[i] == "det" and tree.words[i].lower() in ("a", "an") for i in tree.children(word)):
        return
    beside = [i for i in tree.children(verb) if tree.deps[i] in ("aux", "aux:pass", "cop") and i > word]
    if any(tree.words[i].lower() in ("were", "are", "have") for i in beside):
        tree.heads[word] = subject


def _behind_its_verb(tree: Tree, word: int) -> None:
    """ "A boy who was killed and another who was hurt": behind a clause with a subject, another is joined to whom it is about."""
    verb = tree.heads[word]
    if tree.deps[word] not in ("nsubj", "nsubj:pass") or word < verb or tree.deps[verb] != "acl:relcl":
        return
    before = any(i < verb and tree.deps[i] in ("nsubj", "nsubj:pass") for i in tree.children(verb))
    if not before or not any(tree.deps[i] == "acl:relcl" for i in tree.children(word)):
        return
    tree.heads[word], tree.deps[word] = tree.heads[verb], "conj"
    for i in [i for i in tree.children(verb) if tree.deps[i] == "cc" and verb < i < word]:
        tree.heads[i] = word


def _before_the_teller(tree: Tree, word: int) -> None:
    """ "Since May, she said, raiders had killed nine": what stands before the teller between commas belongs to what is told."""
    verb = tree.heads[word]
    if tree.deps[word] != "obl" or word > verb or not tree.tags[verb].startswith("VB"):
        return
    children = list(tree.children(verb))
    teller = next((i for i in children if tree.deps[i] == "nsubj" and word < i < verb), None)
    told = next((i for i in children if tree.deps[i] == "ccomp" and i > verb), None)
    if teller is None or told is None or tree.words[verb + 1] != ",":
        return
    if tree.words[_edge(tree, teller, min) - 1] == "," and _edge(tree, teller, max) == verb - 1:
        tree.heads[word] = told


def _done_to(tree: Tree, word: int) -> None:
    """ "Guard killed near Dar", "nine raiders neutralised": in headings and notes it was done to the subject."""
    if tree.words[word].lower() not in _DONE or tree.tags[word] not in ("VBD", "VBN"):
        return
    beside = list(tree.children(word))
    labels = {tree.deps[i].split(":")[0] for i in beside}
    if labels & {"obj", "iobj", "aux", "ccomp", "xcomp", "cop"}:
        return
    if tree.deps[word] == "acl:relcl" or (
        tree.deps[word] == "conj" and ";" not in tree.words[_edge(tree, word, min) - 1 : _edge(tree, word, min) + 1]
    ):
        return
    others = [i for i in beside if tree.deps[i] == "conj" and tree.tags[i].startswith("VB")]
    if any(tree.tags[i] != "VBN" or any(tree.deps[c] == "obj" for c in tree.children(i)) for i in others):
        return
    subject = next((i for i in beside if tree.deps[i] == "nsubj" and i < word), None)
    if subject is None or tree.tags[subject] not in ("NN", "NNS", "NNP", "NNPS", "CD"):
        return
    tree.deps[subject], tree.tags[word] = "nsubj:pass", "VBN"


def _with_whom(tree: Tree, word: int) -> None:
    """ "Shot in a gun battle with guards": they fought with the guards, who go with the noun of the fight."""
    if tree.deps[word] != "obl" or tree.heads[word] > word:
        return
    case = _edge(tree, word, min)
    if case < 2 or tree.words[case].lower() != "with" or tree.heads[case] != word:
        return
    fight = case - 1
    named = tree.words[fight].lower()
    if named in _FIGHTS or (named == "out" and tree.words[fight - 2].lower() == "shoot"):
        if tree.heads[fight] == tree.heads[word] and tree.deps[fight] == "obl":
            tree.heads[word], tree.deps[word] = fight, "nmod"


def _fatally(tree: Tree, word: int) -> None:
    """ "Pleaded guilty to fatally shooting a clerk": how he shot him."""
    if tree.words[word].lower() != "fatally" or word + 1 >= len(tree.words) or not tree.tags[word + 1].startswith("VB"):
        return
    verb = word + 1
    tree.tags[word] = "RB"
    if tree.heads[verb] == word:
        tree.heads[verb] = tree.heads[word] if tree.heads[word] != word else verb
        tree.deps[verb] = tree.deps[word]
        for i in list(tree.children(word)):
            if i != verb:
                tree.heads[i] = verb
    tree.heads[word], tree.deps[word] = verb, "advmod"


def _said_of(tree: Tree, word: int) -> None:
    """ "Police say three women and a boy were hit": whom the saying is about is the subject of what is said."""
    verb = tree.heads[word]
    if tree.deps[word] != "obj" or word < verb or not tree.words[verb].lower().startswith(_SAY):
        return
    told = next((i for i in tree.children(verb) if tree.deps[i] == "ccomp" and i > word), None)
    if told is None:
        return
    beside = {tree.deps[i] for i in tree.children(told)}
    if beside & {"nsubj", "nsubj:pass", "csubj", "mark", "expl"} or _edge(tree, told, min) <= _edge(tree, word, max):
        return
    if tree.tags[told] in _FINITE or beside & {"aux", "aux:pass", "cop"}:
        tree.heads[word], tree.deps[word] = told, "nsubj:pass" if "aux:pass" in beside else "nsubj"


def _dead_and(tree: Tree, word: int) -> None:
    """ "Left one dead and 11 others shot": an adjective before "and" belongs to the number before it."""
    head = tree.heads[word]
    if tree.deps[word] != "amod" or head < word + 2 or not word or tree.tags[word - 1] != "CD":
        return
    if tree.words[word + 1].lower() == "and":
        tree.heads[word] = word - 1


def _listed(tree: Tree, word: int) -> None:
    """ "Ann Roe, 19-year-old Bo Dar and Cy Fox": a name behind a comma is another one."""
    head = tree.heads[word]
    if tree.deps[word] == "compound" and head < word and tree.tags[word] == "NNP":
        if tree.words[_edge(tree, word, min)] == ",":
            tree.deps[word] = "conj"


def _aged(tree: Tree, word: int) -> None:
    """ "A 14-year-old girl, 17-year-old girl and a woman were taken": two ages are two people."""
    first = tree.heads[word]
    if tree.deps[word] != "appos" or first > word or tree.words[_edge(tree, word, min)] != ",":
        return
    ages = [
        any(tree.words[i].lower() == "old" and tree.deps[i] == "amod" for i in tree.children(n)) for n in (first, word)
    ]
    if all(ages) and any(tree.deps[i] == "conj" for i in tree.children(word)):
        tree.deps[word] = "conj"


def _bare_subject(tree: Tree, word: int) -> None:
    """ "Police opened fire": what stands before a verb that has no subject, with no preposition, is its subject."""
    verb = tree.heads[word]
    if tree.deps[word] != "obl" or word >= verb or tree.tags[verb] not in _FINITE or tree.tags[word] not in _NOUNS:
        return
    own = {tree.deps[i] for i in tree.children(word)}
    beside = {tree.deps[i].split(":")[0] for i in tree.children(verb)}
    if own & {"case", "mark"} or beside & {"nsubj", "csubj", "expl", "aux"} or _edge(tree, word, max) != verb - 1:
        return
    if tree.words[word].lower() not in MONTHS and tree.words[word].lower() not in WEEKDAYS:
        tree.deps[word] = "nsubj"


def _bare_object(tree: Tree, word: int) -> None:
    """ "Soldiers gunned down a Tuli Front 'commander'": a noun behind an active verb, without preposition, is its object."""
    verb = tree.heads[word]
    if tree.deps[word] != "obl" or word < verb or tree.tags[word] not in ("NN", "NNS", "NNP", "NNPS"):
        return
    if tree.tags[verb] not in ("VBD", "VBZ", "VBP", "VB", "VBG") or tree.words[word].lower() in (*WEEKDAYS, *MONTHS):
        return
    if any(tree.deps[i] in ("case", "mark", "advmod") or tree.tags[i] in ("IN", "TO") for i in tree.children(word)):
        return
    labels = {tree.deps[i] for i in tree.children(verb)}
    if "nsubj" in labels and not labels & {"obj", "iobj", "ccomp", "xcomp", "aux:pass", "nsubj:pass", "cop"}:
        if _edge(tree, word, min) <= verb + 2:
            tree.deps[word] = "obj"


def _joined(tree: Tree, word: int) -> None:
    """ "Fighting between the army and the Tuli Front": what follows "and" without a preposition is joined to what has one."""
    head = tree.heads[word]
    if tree.deps[word] not in ("obl", "nmod") or word < head or tree.tags[word] not in ("NN", "NNS", "NNP", "NNPS"):
        return
    below = list(tree.children(word))
    if not below or tree.deps[below[0]] != "cc" or any(tree.deps[i] == "case" for i in below):
        return
    first = max((i for i in tree.children(head) if i < word and tree.deps[i] == tree.deps[word]), default=None)
    if first is not None and _edge(tree, first, max) == below[0] - 1:
        tree.heads[word], tree.deps[word] = first, "conj"


def _so_many(tree: Tree, word: int) -> None:
    """ "They are fighters, nine in number, killed on Friday": a number behind a comma tells of the noun, as the participle does."""
    verb = tree.heads[word]
    if tree.deps[word] == "nummod" and verb == word - 2 and tree.words[word - 1] == "," and tree.tags[verb] == "NNS":
        tree.deps[word] = "appos"
        return
    if tree.deps[word] != "nsubj:pass" or tree.tags[word] != "CD" or tree.deps[verb] != "acl" or word > verb:
        return
    noun = tree.heads[verb]
    if noun < word and tree.words[_edge(tree, word, min) - 1] == "," and tree.tags[noun] == "NNS":
        if not any(tree.deps[i] in ("aux", "aux:pass") for i in tree.children(verb)):
            tree.heads[word], tree.deps[word] = noun, "appos"


def _likewise(tree: Tree, word: int) -> None:
    """ "The chief was led away and killed": a participle joined to a passive one is passive as well."""
    first = tree.heads[word]
    if tree.deps[word] != "conj" or tree.tags[word] != "VBD" or first > word or tree.words[word].lower() not in _DONE:
        return
    above = {tree.deps[i] for i in tree.children(first)}
    own = {tree.deps[i].split(":")[0] for i in tree.children(word)}
    if "aux:pass" in above and not own & {"nsubj", "obj", "iobj", "aux", "ccomp", "xcomp"}:
        tree.tags[word] = "VBN"


def _before_what_it_did(tree: Tree, word: int) -> None:
    """ "Rebels pushed south, residents said": with another teller behind, the first subject goes with the verb behind it."""
    verb = tree.heads[word]
    if tree.deps[word] != "nsubj" or word > verb or tree.tags[word] not in _NOUNS:
        return
    children = list(tree.children(verb))
    told = next((i for i in children if tree.deps[i] in ("ccomp", "parataxis") and word < i < verb), None)
    if told is None or not any(tree.deps[i] == "nsubj" and i > told for i in children):
        return
    beside = {tree.deps[i] for i in tree.children(told)}
    if not beside & {"nsubj", "nsubj:pass", "csubj", "expl"} and tree.tags[told].startswith("VB"):
        tree.heads[word], tree.deps[word] = told, "nsubj:pass" if "aux:pass" in beside else "nsubj"


def _by_name(tree: Tree, word: int) -> None:
    """ "A fourth, Raul Panameno, appeared dead": the name between commas is that of the first subject."""
    verb = tree.heads[word]
    if not tree.deps[word].startswith("nsubj") or word > verb or not tree.tags[word].startswith("NNP"):
        return
    low, high = _edge(tree, word, min), _edge(tree, word, max)
    low = low + 1 if tree.words[low] == "," else low
    first = next((i for i in tree.children(verb) if i < low and tree.deps[i] == tree.deps[word]), None)
    if first is not None and _edge(tree, first, max) in (low - 1, low - 2) and tree.words[low - 1] == ",":
        if "," in (tree.words[high], tree.words[high + 1]) and not tree.tags[first].startswith("NNP"):
            tree.heads[word], tree.deps[word] = first, "appos"


def _one_of_them(tree: Tree, word: int) -> None:
    """ "Seized two more, one of them a boy": behind a comma and with a subject of its own it tells of the object before."""
    verb = tree.heads[word]
    if tree.deps[word] != "obj" or word < verb:
        return
    subject = next((i for i in tree.children(word) if tree.deps[i] in ("nsubj", "nummod") and i < word), None)
    if subject is None or tree.tags[subject] != "CD":
        return
    if not any(tree.words[i].lower() in ("them", "whom", "these") for i in tree.children(subject)):
        if not any(tree.words[i].lower() in ("them", "whom", "these") for i in tree.children(word)):
            return
    first = next((i for i in tree.children(verb) if verb < i < word and tree.deps[i] == "obj"), None)
    if first is not None:
        tree.heads[word], tree.deps[word] = first, "appos"


def _of_them_done(tree: Tree, word: int) -> None:
    """ "180 of them fighters and 31 of them wounded": the participle tells of the number right before it."""
    if tree.deps[word] != "acl" or tree.tags[word] not in ("VBN", "VBD", "JJ") or word < 3:
        return
    if tree.words[word - 1].lower() not in ("them", "whom", "these") or tree.words[word - 2].lower() != "of":
        return
    number = tree.heads[word - 1]
    if tree.tags[number] == "CD" and number != tree.heads[word] and number < word:
        tree.heads[word], tree.tags[word] = number, "VBN"


def _allegedly_by(tree: Tree, word: int) -> None:
    """ "Shot, allegedly by a rival group": how sure it is goes with the verb, not with the group."""
    doer = tree.heads[word]
    if tree.deps[word] != "advmod" or not tree.words[word].lower().endswith("ly") or doer < word + 2:
        return
    if tree.words[word + 1].lower() == "by" and tree.heads[word + 1] == doer and tree.heads[doer] < word:
        tree.heads[word] = tree.heads[doer]


def _carried_out(tree: Tree, word: int) -> None:
    """ "Two who fled after carrying out an attack were shot": the second noun is what was carried out."""
    verb = tree.heads[word]
    if not tree.deps[word].startswith("nsubj") or word > verb or tree.tags[word] not in ("NN", "NNS"):
        return
    low = _edge(tree, word, min)
    doing = low - 2 if low >= 2 and tree.deps[low - 1] == "compound:prt" else low - 1
    if doing < 1 or tree.tags[doing] not in ("VBG", "VB") or any(tree.deps[i] == "obj" for i in tree.children(doing)):
        return
    if any(i < doing and tree.deps[i].startswith("nsubj") for i in tree.children(verb)) and not _below(
        tree, doing, word
    ):
        tree.heads[word], tree.deps[word] = doing, "obj"


def _edge(tree: Tree, word: int, which: Callable[[int, int], int]) -> int:
    """The first (``min``) or last (``max``) of the words that hang on ``word``, itself among them."""
    at = word
    for child in tree.children(word):
        if which(child, word) != word:
            at = which(at, _edge(tree, child, which))
    return at


def _below(tree: Tree, word: int, top: int) -> bool:
    while word != top and tree.heads[word] != word:
        word = tree.heads[word]
    return word == top
