"""Make the reading model again: ``python -m training.run --data DIR --base DIR --out DIR``.

Five phases: syntax and names first, then attributions with them, then both again at higher rates for the lower layers, then the
upper layers on the finished encoder, then the small parts that decide anew on what the exported network says
(``training.parts``). The first three can be resumed after any pass, the fourth is begun anew, the fifth goes on part by part;
run the same command again.
"""

import argparse
import json
from pathlib import Path

import torch

from dateline.reading.encode import WordPieces
from dateline.reading.model import LEMMAS
from training.card import write_card
from training.command import installed_base, say
from training.examples import Encoder, Labels, collect_labels
from training.export import export
from training.lexicon import write_lexicon
from training.licensed import cameo_apart
from training.measure import measure
from training.network import Reader
from training.parts import learn_parts
from training.sentences import Document
from training.sets import SETS, load
from training.train import Plan, train
from training.upper import UpperPlan, read_once, train_upper

UPPER = UpperPlan()
_LATER = dict.fromkeys(UPPER.repeats, 0.0)
"""Sets that only the upper layers learn from."""

FURTHER = "further"
PHASES = {
    "syntax": Plan(epochs=2, repeats={"re3d": 3.0, "uner": 1.5, "polnear": 0.0, **_LATER}, tokens=2048, seed=1),
    "joint": Plan(
        epochs=4,
        repeats={"re3d": 3.0, "uner": 1.5, "polnear": 0.45, "wikiwars": 0.5, **_LATER},
        tokens=3072,
        rate_encoder=1.5e-4,
        freeze_words=True,
        seed=2,
    ),
    FURTHER: Plan(
        epochs=6,
        repeats={"re3d": 3.0, "uner": 1.5, "polnear": 0.6, "wikiwars": 1.5, "cameo": 2.0, **_LATER},
        tokens=2048,
        rate_encoder=3e-4,
        layer_decay=0.95,
        freeze_words=True,
        seed=41,
    ),
}
"""Of the sentences of CAMEO the last phase leaves out those that ``training.licensed`` keeps apart."""
AVERAGE = 0.7
"""Share of the last phase's weights in what is shipped; the rest is of the weights before it. Small sets, seen often in the last
phase, lose by it alone, and the mean does not: ``docs/reading.md`` has what each share gave."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets; see training/README.md")
    parser.add_argument("--base", type=Path, help="folder of the base encoder (model.safetensors, tokenizer.json)")
    parser.add_argument("--out", type=Path, required=True, help="working folder: states, float model, shipped model")
    parser.add_argument("--version", default="0.4.0", help="version written into the manifest")
    parser.add_argument("--date", default="2026-11-23", help="date written into the manifest")
    parser.add_argument("--licensed-only", action="store_true", help="leave out sets that state no licence")
    parser.add_argument("--leave-out", default="", help="names of further sets to leave out, with commas between")
    parser.add_argument("--threads", type=int, default=0, help="threads for torch; 0 lets it choose")
    parser.add_argument("--notes", default="", help="a paragraph for the card, on how this model came about")
    parser.add_argument("--score-only", action="store_true", help="export and score what is there, train nothing")
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    out: Path = args.out
    base = args.base or installed_base()
    out.mkdir(parents=True, exist_ok=True)
    leave_out = tuple(filter(None, args.leave_out.split(",")))
    labels_path = out / "labels.json"
    documents = load(args.data, licensed_only=args.licensed_only, leave_out=leave_out)
    if labels_path.exists():
        labels = Labels(json.loads(labels_path.read_text(encoding="utf-8")))
    else:
        labels = collect_labels(documents)
        labels.save(labels_path)
    pieces = WordPieces(base / "tokenizer.json")
    torch.manual_seed(1)
    model = Reader(labels, pieces.size)
    model.encoder.load_base(base / "model.safetensors")
    for name, plan in PHASES.items():
        folder = out / name
        folder.mkdir(exist_ok=True)
        before = {key: value.clone() for key, value in model.state_dict().items()} if name == FURTHER else {}
        if args.score_only:
            state = folder / "state.pt"
            if state.exists():
                model.load_state_dict(torch.load(state, weights_only=True)["model"])
        else:
            taught = [d for d in documents if not (name == FURTHER and _apart(d))]
            train(model, Encoder(pieces, labels), taught, plan, folder, log=say)
        if before and (folder / "state.pt").exists():
            model.load_state_dict({k: torch.lerp(before[k], v, AVERAGE) for k, v in model.state_dict().items()})
    upper_path = out / "upper.pt"
    if model.upper is not None and upper_path.exists():
        model.upper.load_state_dict(torch.load(upper_path, weights_only=True))
    elif model.upper is not None and not args.score_only:
        train_upper(model.upper, read_once(model, Encoder(pieces, labels), documents, UPPER, say), UPPER, say)
        torch.save(model.upper.state_dict(), upper_path)
    about: dict[str, object] = {
        "name": "dateline-reading",
        "version": args.version,
        "date": args.date,
        "licence": "CC BY-SA 4.0, after the treebanks it learned from; base encoder Apache-2.0; see CARD.md",
    }
    shipped = out / "model"
    shipped.mkdir(exist_ok=True)
    write_lexicon(documents, shipped / LEMMAS)
    full = export(model.cpu(), labels, base / "tokenizer.json", shipped, about)
    unlicensed = tuple(s.name for s in SETS if s.licence is None) if args.licensed_only else ()
    learn_parts(args.data, shipped, out / "parts", leave_out=(*leave_out, *unlicensed), log=say)
    scores = {"int8": measure(shipped, args.data), "fp32": measure(_float_copy(shipped, full), args.data)}
    (out / "scores.json").write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    write_card(
        shipped / "CARD.md", about, scores, licensed_only=args.licensed_only, leave_out=leave_out, notes=args.notes
    )
    print(json.dumps(scores, indent=2))


def _apart(document: Document) -> bool:
    return document.origin == "cameo" and cameo_apart(document.sentences[0])


def _float_copy(shipped: Path, full: Path) -> Path:
    """A model folder like ``shipped`` with the 32-bit network, to see what 8 bits cost."""
    folder = shipped.with_name(shipped.name + "-fp32")
    folder.mkdir(exist_ok=True)
    for path in shipped.iterdir():
        (folder / path.name).write_bytes((full if path.name == "model.onnx" else path).read_bytes())
    return folder


if __name__ == "__main__":
    main()
