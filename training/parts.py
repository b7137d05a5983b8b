"""The small parts that decide anew on what the network says, one after another: the last phase of ``training.run``.

    python -m training.parts DATA MODEL KEPT [--licensed-only] [--limit N] [--every N]

``starts.npz``, ``steps.json``, ``attributions.npz`` and ``extents.npz`` are written into MODEL. KEPT holds what was read and
what is done: run again, the same command goes on after the last part that is finished for the network in MODEL; another
network is begun anew. Parts whose set states no licence (steps, attributions, extents) are left out on demand, and files of
them removed.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from dateline.reading.attributions import FILE as ATTRIBUTIONS
from dateline.reading.extents import FILE as EXTENTS
from dateline.reading.model import STEPS
from dateline.reading.starts import FILE as STARTS
from training import attributions, extents, starts, steps
from training.command import arguments, say
from training.export import renew_manifest

DONE = "parts.json"
LIMIT = 710
"""Documents of PolNeAR's train that are read."""
SEED = 3
"""Of ``extents.npz``."""
EVERY = 2
"""Every second document of EWT's train is read for sentence starts."""


def learn_parts(
    data: Path,
    folder: Path,
    kept: Path,
    *,
    leave_out: tuple[str, ...] = (),
    limit: int = LIMIT,
    every: int = EVERY,
    log: Callable[[str], None] = print,
) -> None:
    """Learn every part for the network in ``folder`` that is not there yet. ``leave_out``: names of sets (``training.sets``)."""
    mark = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()[:12]
    kept.mkdir(parents=True, exist_ok=True)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    done = json.loads((kept / DONE).read_text(encoding="utf-8")) if (kept / DONE).exists() else {}
    parts: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
        (STARTS, "ewt", "upos", lambda: starts.learn(data, folder, every, log)),
        (STEPS, "cameo", "roles", lambda: steps.learn(data, folder)),
        (ATTRIBUTIONS, "polnear", "cue", lambda: attributions.learn(data, folder, kept / f"read-{mark}", limit, log)),
        (EXTENTS, "polnear", "cue", lambda: extents.learn(data, folder, kept / f"read-{mark}", limit, SEED, log)),
    )
    for name, _, _, _ in parts:  # a part of another network would only mislead those that are learned now
        if done.get(name) != mark:
            (folder / name).unlink(missing_ok=True)
    for name, needed, task, learn in parts:
        if needed in leave_out or len(labels.get(task, ())) <= 1:
            log(f"{name}: left out")
            (folder / name).unlink(missing_ok=True)
            done.pop(name, None)
            continue
        if done.get(name) == mark and (folder / name).exists():
            log(f"{name}: is there")
            continue
        learn()
        done[name] = mark
        (kept / DONE).write_text(json.dumps(done) + "\n", encoding="utf-8")
        log(f"{name}: learned")
    renew_manifest(folder)


def main() -> None:
    parser = arguments(__doc__, "data", "model", "kept")
    parser.add_argument("--licensed-only", action="store_true")
    parser.add_argument("--limit", type=int, default=LIMIT)
    parser.add_argument("--every", type=int, default=EVERY)
    given = parser.parse_args()
    leave_out = ("cameo", "polnear") if given.licensed_only else ()
    learn_parts(given.data, given.model, given.kept, leave_out=leave_out, limit=given.limit, every=given.every, log=say)


if __name__ == "__main__":
    main()
