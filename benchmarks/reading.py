"""What reading costs: the bare encoder, the whole network, and the reader around it, in one run over the same texts.

    python benchmarks/reading.py FILE_OR_FOLDER [--limit N] [--threads N] [--json OUT.json]

Text files, or JSON Lines with a field ``text``. Text by text the reader reads, then the network alone and the bare encoder are
given what the network was given, so that other work on the machine meets all three alike. Processor time is counted, not
the clock's. The bare encoder is cut out of the shipped network, which needs the package ``onnx`` (extra ``train``); without it
that line is missing.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnxruntime

from dateline.reading import ModelReader, shipped_model

ENCODED = "/model/encoder/layers.5/norm2/LayerNormalization_output_0"
"""What the encoder's last layer gives, in the exported graph."""


def texts_of(path: Path, limit: int) -> list[str]:
    """The texts in a file or folder, the first ``limit`` of them (all for 0)."""
    out: list[str] = []
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        content = file.read_text(encoding="utf-8", errors="replace")
        rows = [line for line in content.split("\n") if line.strip()] if file.suffix == ".jsonl" else []
        out += [json.loads(line)["text"] for line in rows] if file.suffix == ".jsonl" else [content]
    return out[:limit] if limit else out


def bare_encoder(model: Path, threads: int) -> onnxruntime.InferenceSession | None:
    """A session of the encoder alone; None where ``onnx`` is not installed."""
    try:
        from onnx.utils import extract_model
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder) / "encoder.onnx"
        extract_model(str(model), str(cut), ["ids", "mask", "shapes", "gaps"], [ENCODED])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(cut), options, providers=["CPUExecutionProvider"])


def timed(call: Callable[[], object]) -> float:
    """Seconds of processor time that ``call`` took, all threads together."""
    began = time.process_time()
    call()
    return time.process_time() - began


def measure(texts: list[str], threads: int) -> dict[str, float]:
    """Seconds of each part, words, and the ratios."""
    reader = ModelReader(shipped_model(), threads=threads)
    session = reader.model._session
    encoder = bare_encoder(shipped_model() / "model.onnx", threads)
    run = session.run
    fed: list[dict[str, Any]] = []
    within = 0.0

    def watched(names: object, feed: dict[str, Any]) -> object:
        nonlocal within
        fed.append(feed)
        began = time.process_time()
        out = run(names, feed)
        within += time.process_time() - began
        return out

    reader.parse(texts[0])
    words, within = 0, 0.0
    spent = {"reader": 0.0, "network": 0.0, "encoder": 0.0}
    for text in texts:
        fed.clear()
        session.run = watched
        began = time.process_time()
        words += len(reader.parse(text))
        spent["reader"] += time.process_time() - began
        session.run = run
        spent["network"] += timed(lambda: [run(None, feed) for feed in fed])
        if encoder is not None:
            given = [i.name for i in encoder.get_inputs()]
            spent["encoder"] += timed(lambda: [encoder.run(None, {k: feed[k] for k in given}) for feed in fed])  # noqa: B023
    out = {f"{name}_seconds": round(value, 3) for name, value in spent.items() if value}
    out["network_within_seconds"] = round(within, 3)
    out |= {"words": words, "words_per_second": round(words / spent["reader"], 1)}
    out["around_the_network"] = round(spent["reader"] / within - 1.0, 3)
    if encoder is not None:
        out["over_the_encoder"] = round(spent["reader"] / spent["encoder"] - 1.0, 3)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="read this many texts only")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the numbers here")
    given = parser.parse_args()
    result = measure(texts_of(given.path, given.limit), given.threads)
    for name, value in result.items():
        print(f"{name:22} {value}")
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
