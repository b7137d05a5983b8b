"""ACLED's 25 sub-event types of snippets: what claims find, what words tell, and a learned score where there is one.

The file is tab-separated: a snippet and its type in the last two columns, with or without columns before and a header
line. Types are written as ACLED's names ("Armed clash"), as the codes of the CASE 2021 shared task ("ARMED_CLASH") or
as Dateline's own ("armed_clash"). ``weighted_f1``: F1 of each type weighted by its number in the gold (as scikit-learn
computes it; the measure of the CASE 2021 shared task), over the rows whose gold is one of the 25. Rows of other types
are predicted too, but do not count: no type of ACLED's is right for them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from dateline.claims import Codebook
from dateline.claims.chains import Chains
from dateline.claims.events import find_events
from dateline.claims.events_found import Finder
from dateline.claims.figures import find_figures
from dateline.errors import EvaluationError
from dateline.evaluate.counts import Counts, weighted_f1
from dateline.evaluate.outcome import Outcome, Tools, lines_of_file
from dateline.evaluate.type_rules import load_rules, rule_scores_of
from dateline.evaluate.type_words import load_type_words
from dateline.model import Reading, Report, Source, digest
from dateline.reading import Reader, read
from dateline.terms import EventKind
from dateline.text import Text

__all__ = [
    "TYPES",
    "combine",
    "evaluate_event_types",
    "kind_of_label",
    "learned_scores",
    "reading_of_snippet",
    "rule_scores",
]

K = EventKind
TYPES: Final = tuple(k for k in EventKind if "acled" in k.equivalents)
"""The kinds that are ACLED's sub-event types: 25 (24 by name, and Other)."""

CASE_2021: Final[Mapping[str, EventKind]] = {
    "ABDUCT_DISSAP": K.ABDUCTION,
    "AGREEMENT": K.AGREEMENT,
    "AIR_STRIKE": K.AIR_STRIKE,
    "ARMED_CLASH": K.ARMED_CLASH,
    "ARREST": K.ARREST,
    "ART_MISS_ATTACK": K.SHELLING,
    "ATTACK": K.ATTACK,
    "CHANGE_TO_GROUP_ACT": K.CHANGE_TO_GROUP,
    "CHEM_WEAP": K.CHEMICAL_WEAPON,
    "DISR_WEAP": K.DISRUPTED_WEAPONS_USE,
    "FORCE_AGAINST_PROTEST": K.FORCE_AGAINST_PROTESTERS,
    "GOV_REGAINS_TERIT": K.GOVERNMENT_REGAINS_TERRITORY,
    "GRENADE": K.GRENADE,
    "HQ_ESTABLISHED": K.HEADQUARTERS_ESTABLISHED,
    "MOB_VIOL": K.MOB_VIOLENCE,
    "NON_STATE_ACTOR_OVERTAKES_TER": K.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
    "NON_VIOL_TERRIT_TRANSFER": K.NON_VIOLENT_TRANSFER_OF_TERRITORY,
    "OTHER": K.OTHER,
    "PEACE_PROTEST": K.PEACEFUL_PROTEST,
    "PROPERTY_DISTRUCT": K.LOOTING,
    "PROTEST_WITH_INTER": K.PROTEST_WITH_INTERVENTION,
    "REM_EXPLOS": K.REMOTE_EXPLOSIVE,
    "SEX_VIOL": K.SEXUAL_VIOLENCE,
    "SUIC_BOMB": K.SUICIDE_BOMB,
    "VIOL_DEMONSTR": K.VIOLENT_DEMONSTRATION,
}
"""Codes of the CASE 2021 shared task, task 2."""

RULES: Final = "event_types.yml"
GENERAL: Final = frozenset({K.ATTACK})
"""Kinds that claims give to violence of which nothing more is said."""

EVENT, CANDIDATE, HIT = 1.5, 0.7, 0.3
"""What an event, a telling left out as unreal or unsure, and a word of the codebook count, on the scale of the
weights of ``event_types.yml``. Settled on the even lines of the CASE 2021 snippets."""
GENERAL_SHARE: Final = 0.4
"""Share of that for a general kind."""
TEMPERATURE: Final = 2.0
"""Rule scores are divided by it before they become shares."""
RULE_SHARE: Final = 0.4
"""How much the rules count beside a learned score, 0 to 1."""
WORD_SHARE: Final = 0.5
"""How much words count beside the rules, 0 to 1: in five folds of the CASE 2021 snippets 0.4 to 0.7 give the same within 0.01."""
BOTH: Final = (0.4, 0.35, 0.25)
"""Rules, words and the model's score where there are all three. On 186 written passages that neither words nor model learned
from: rules 0.61 weighted F1, with the model 0.72, with words 0.65, all three 0.74 to 0.75 for any shares near these."""
FLOOR: Final = 1e-4
"""No side says less than this of a type."""
WHAT: Final = "tab-separated lines whose last two columns are a snippet and its ACLED sub-event type"


@cache
def _labels() -> dict[str, EventKind]:
    names = {_flat(code): kind for code, kind in CASE_2021.items()}
    for kind in TYPES:
        names[_flat(kind.value)] = kind
        names[_flat(kind.equivalents["acled"])] = kind
    return names


def _flat(label: str) -> str:
    return "".join(c for c in label.lower() if c.isalnum())


def kind_of_label(label: str) -> EventKind | None:
    """The kind that a label of a file or of a model names; None where it names none of ACLED's 25 types."""
    return _labels().get(_flat(label))


# ------------------------------------------------------------------------------------------------------------- scores


def reading_of_snippet(text: str, reader: Reader) -> Reading:
    """A snippet read as a report of its own, with nothing cleaned away."""
    key = digest(text.encode())
    source = Source(id="snippet", name="snippet")
    report = Report(id=key, source=source, name="snippet", path="-", digest=key, text=Text.plain(text))
    return read(report, reader)


def rule_scores(reading: Reading, codebook: Codebook) -> dict[EventKind, float]:
    """Evidence for each of ACLED's types: the events that claims find, tellings that they leave aside, words of the
    codebook, and the rules of ``event_types.yml``. Kinds without evidence are left out."""
    chains = Chains(reading)
    figures = find_figures(reading, codebook, chains)
    scores: dict[EventKind, float] = {}

    def add(kinds: Iterable[EventKind], worth: float) -> None:
        for place, kind in enumerate(kinds):
            if kind in TYPES:
                scores[kind] = scores.get(kind, 0.0) + worth / (1 + 0.5 * place) * (
                    GENERAL_SHARE if kind in GENERAL else 1.0
                )

    add((e.kind for e in find_events(reading, codebook, chains, figures)), EVENT)
    add((c.kind for c in Finder(reading, codebook, figures).candidates()), CANDIDATE)
    for kind in {EventKind(h.entry.kind) for h in codebook.hits(reading.doc, "event")}:
        if kind in TYPES:
            scores[kind] = scores.get(kind, 0.0) + HIT
    for name, worth in rule_scores_of(load_rules(RULES), reading.report.text.clean).items():
        scores[EventKind(name)] = scores.get(EventKind(name), 0.0) + worth
    return scores


def learned_scores(reader: Reader, text: str, head: str) -> dict[str, float]:
    """The probabilities that a head of the reader gives a text as a whole (its method ``judge``: head -> label ->
    probability); empty for a reader without that head."""
    judge = getattr(reader, "judge", None)
    return dict(judge(text).get(head, {})) if callable(judge) else {}


def combine(
    rules: Mapping[EventKind, float],
    model: Mapping[EventKind, float] | None = None,
    words: Mapping[EventKind, float] | None = None,
) -> dict[EventKind, float]:
    """One probability for each type out of rule scores and, where there are any, the probabilities of a model and of words.

    Rule scores become shares (softmax over all types at :data:`TEMPERATURE`); the sides are multiplied as powers that add
    up to one (a log-linear pool: what one side excludes stays excluded). Without any evidence all types are equally likely
    but for ``attack``, the most general, and ``other``.
    """
    top = max(rules.values(), default=0.0)
    shares = {kind: math.exp((rules.get(kind, 0.0) - top) / TEMPERATURE) for kind in TYPES}
    if not rules:
        shares[K.OTHER] *= 1.02
        shares[K.ATTACK] *= 1.01
    sides: list[Mapping[EventKind, float]] = [_normed(shares)]
    powers: Sequence[float] = (1.0,)
    if words:
        sides.append(words)
        powers = (1.0 - WORD_SHARE, WORD_SHARE)
    if model:
        sides.append(model)
        powers = BOTH if words else (RULE_SHARE, 1.0 - RULE_SHARE)
    return _normed(
        {k: math.prod(max(s.get(k, 0.0), FLOOR) ** p for s, p in zip(sides, powers, strict=True)) for k in TYPES}
    )


def _normed(shares: Mapping[EventKind, float]) -> dict[EventKind, float]:
    total = sum(shares.values())
    return {kind: share / total for kind, share in shares.items()}


def classify(text: str, reader: Reader, codebook: Codebook) -> EventKind:
    """The type of a snippet."""
    model: dict[EventKind, float] = {}
    for label, score in learned_scores(reader, text, "acled").items():
        kind = kind_of_label(label)
        if kind is not None:
            model[kind] = model.get(kind, 0.0) + score
    shares = combine(rule_scores(reading_of_snippet(text, reader), codebook), model, load_type_words().shares(text))
    return max(TYPES, key=lambda kind: shares[kind])


# --------------------------------------------------------------------------------------------------------------- task


def evaluate_event_types(path: Path, tools: Tools) -> Outcome:
    """A file of snippets. The predictions are the same lines with the predicted type as a last column, written in the
    spelling of the file."""
    lines = lines_of_file(path, WHAT)
    rows = [(i, line.split("\t")) for i, line in enumerate(lines) if line.strip()]
    for i, cells in rows:
        if len(cells) < 2:
            raise EvaluationError(f"{path}, line {i + 1} has no tab ({lines[i][:60]!r}); expected {WHAT}")
    header = bool(rows) and kind_of_label(rows[0][1][-1]) is None and _flat(rows[0][1][-1]) in _HEADERS
    body = rows[1:] if header else rows
    if not any(kind_of_label(cells[-1]) for _, cells in body):
        seen = ", ".join(sorted({cells[-1] for _, cells in body})[:8]) or "no rows"
        raise EvaluationError(
            f"{path}: no type of ACLED's in the last column ({seen}); expected {WHAT}: names as "
            f'"{K.ARMED_CLASH.equivalents["acled"]}", "ARMED_CLASH" or "armed_clash"'
        )
    spelling = {kind: cells[-1] for _, cells in reversed(body) if (kind := kind_of_label(cells[-1])) is not None}
    out = list(lines)
    if header:
        out[rows[0][0]] += "\tPredicted"
    gold: list[str] = []
    got: list[str] = []
    for i, cells in body:
        kind = classify(cells[-2], tools.reader, tools.codebook)
        out[i] += "\t" + (spelling.get(kind) or _style(kind, spelling))
        meant = kind_of_label(cells[-1])
        if meant is not None:
            gold.append(meant.value)
            got.append(kind.value)
    support, predicted = Counter(gold), Counter(got)
    right = Counter(a for a, b in zip(gold, got, strict=True) if a == b)
    rest = len(body) - len(gold)
    return Outcome(
        n=len(gold),
        unit="snippets",
        metrics={"weighted_f1": weighted_f1(gold, got)},
        predictions="\n".join(out) + "\n",
        details={
            kind.value: (support[kind.value], predicted[kind.value], right[kind.value])
            for kind in TYPES
            if support[kind.value] or predicted[kind.value]
        },
        notes=(
            f"accuracy {Counts(len(gold), len(got), sum(right.values())).f1:.4f}",
            *((f"{rest} rows of other types do not count",) if rest else ()),
        ),
    )


_HEADERS: Final = frozenset({"subtype", "type", "label", "eventtype", "subeventtype", "class", "acledtype", "category"})


def _style(kind: EventKind, spelling: Mapping[EventKind, str]) -> str:
    """A type that the file never names, in the style of those that it does."""
    if any(label in CASE_2021 for label in spelling.values()):
        return next(code for code, k in CASE_2021.items() if k is kind)
    if any(label == k.equivalents["acled"] for k, label in spelling.items()):
        return kind.equivalents["acled"]
    return kind.value
