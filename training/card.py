"""The model card, written from the sets used and the scores measured, so that it cannot say anything else."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

from training.sets import SETS, WRITTEN

WHAT = {
    "upos": "UPOS, EWT test, gold words",
    "xpos": "fine tags, EWT test",
    "lemma": "lemmas, EWT test",
    "uas": "UAS, EWT test",
    "las": "LAS, EWT test (with subtypes and punctuation)",
    "sentence_f1": "sentence F1, EWT test, raw text with paragraphs",
    "sentence_f1_unbroken": "the same without any line break",
    "uner_f1": "names (PERSON, ORG, LOC), UNER EWT test",
    "re3d_f1": "re3d dev, micro-F1",
    "source_f1": "PolNeAR dev, sources, exact spans",
    "cue_f1": "PolNeAR dev, cues, exact spans",
    "content_f1": "PolNeAR dev, contents, exact spans",
    "attribution_f1": "PolNeAR dev, the three together",
    "figures_f1": "counted figures with their measure, a tenth of the written passages kept apart, exact spans",
    "triggers_f1": "words that tell an event with their kind, the same tenth, exact spans",
    "police_kill_f1": "IndiaPoliceEvents dev, sentences that tell of a killing by police",
    "police_arrest_f1": "the same, an arrest",
    "police_any_f1": "the same, any action",
    "police_fail_f1": "the same, a failure to act",
    "police_force_f1": "the same, use of force",
}


def write_card(
    path: Path,
    about: Mapping[str, object],
    scores: Mapping[str, Mapping[str, float]],
    *,
    licensed_only: bool = False,
    leave_out: tuple[str, ...] = (),
    notes: str = "",
) -> None:
    """Write ``CARD.md``. ``scores``: ``int8`` and ``fp32``, each metric -> points of a hundred."""
    used = [s for s in (*SETS, WRITTEN) if s.name not in leave_out and not (licensed_only and s.licence is None)]
    rows = "\n".join(f"| {s.title} | {s.licence or '**none stated**'} | {s.teaches} |" for s in used)
    metrics = "\n".join(
        f"| {text} | {_points(scores['fp32'].get(key))} | {_points(scores['int8'].get(key))} |"
        for key, text in WHAT.items()
        if key in scores["int8"]
    )
    if notes:
        notes = "\n" + textwrap.fill(notes, 120) + "\n"
    path.write_text(
        f"""# {about["name"]} {about["version"]}, {about["date"]}

One small encoder (6 layers, 384 wide, 22 M weights) with heads for sentences, tags, morphological features, lemmas,
dependencies, names, re3d entities, CAMEO roles, source, cue and content of attributions, counted figures with their
measure, the words that tell an event with its kind, and ACLED's type and kinds of police action of a stretch as a whole.
English. Runs on a CPU.

Licence of the weights: {about["licence"]}.

## What it learned from
Base: all-MiniLM-L6-v2 (sentence-transformers), Apache-2.0.

| set | licence | teaches |
|---|---|---|
{rows}

`lemmas.tsv.gz` is a table of the word forms, tags and lemmas of the two treebanks (CC BY-SA 4.0).

Sets that state no licence can be left out: `python -m training.run --licensed-only …`. Without them there are no
attributions (sources, cues, contents), no roles and no police actions; dates rest on GUM and re3d, ACLED's types on the
written passages. `docs/reading.md` says what that costs, where it was measured.

## Scores
Computed with the runtime that is shipped, by `training/measure.py`. Test parts were used for scoring only.

| measure | 32-bit | 8-bit, as shipped |
|---|---|---|
{metrics}

## How to make it again
`python -m training.run --data DIR --out DIR`; `training/README.md` names the folders and what they hold. Seeds are
fixed; sums in other orders (threads, other processors) still move a score by some tenths.
{notes}
## What to know
Names and attributions follow the guidelines of their sets: American political news for attributions, Syria and Iraq
for re3d. Of nested contents only the outermost is found. The model sees lower-cased letters and the shape of a word;
where a stretch is wholly in capitals, or wholly without, the shape is withheld.
""",
        encoding="utf-8",
    )


def _points(score: float | None) -> str:
    return "\u2013" if score is None else f"{score:.1f}"
