"""The network: a small BERT encoder and its heads, in plain torch so that the export is ours to control."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.reading.features import N_GAPS, N_SHAPES
from training.examples import IGNORE, PARTIAL_BASE, SPAN_TASKS, UPPER_TASKS, WHOLE_TASKS, WORD_TASKS, Batch, Labels

HIDDEN = 384
LAYERS = 6
ATTENTION_HEADS = 12
POSITIONS = 512
ARC = 256
LABEL = 96
LINK = 64


class Layer(nn.Module):
    """One transformer layer, post-norm, with query, key and value in one product."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.down = nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` [B, T, H]; ``bias`` [B, 1, 1, T], added to the attention scores."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (HIDDEN // ATTENTION_HEADS) ** -0.5
        scores = scores + bias.to(scores.dtype)
        weights = scores.softmax(-1).to(v.dtype)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(b, t, HIDDEN)))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """Sub-token vectors of every layer."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.shapes = nn.Embedding(N_SHAPES, HIDDEN)
        self.gaps = nn.Embedding(N_GAPS, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, gaps: Tensor) -> list[Tensor]:
        """[B, T] each -> one [B, T, H] a layer, the embeddings first."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.kind + self.shapes(shapes) + self.gaps(gaps)
        x = self.drop(self.norm(x))
        bias = ((1.0 - mask.float()) * -10000.0)[:, None, None, :]
        out = [x]
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def load_base(self, path: Path) -> None:
        """Take over the weights of a Hugging Face BERT of the same size (``model.safetensors``)."""
        base = load_file(str(path))
        base = {k.removeprefix("bert."): v for k, v in base.items()}
        own: dict[str, Tensor] = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "positions.weight": base["embeddings.position_embeddings.weight"],
            "kind": base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            for part in ("weight", "bias"):
                old = f"encoder.layer.{i}."
                own[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [base[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
                own[f"layers.{i}.out.{part}"] = base[f"{old}attention.output.dense.{part}"]
                own[f"layers.{i}.norm1.{part}"] = base[f"{old}attention.output.LayerNorm.{part}"]
                own[f"layers.{i}.up.{part}"] = base[f"{old}intermediate.dense.{part}"]
                own[f"layers.{i}.down.{part}"] = base[f"{old}output.dense.{part}"]
                own[f"layers.{i}.norm2.{part}"] = base[f"{old}output.LayerNorm.{part}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"shapes.weight", "gaps.weight"}:
            raise ValueError(f"{path}: not the encoder expected; missing {missing}, unexpected {unexpected}")


class Mix(nn.Module):
    """The weights of a learned mean of the encoder's layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([-2.0] * (LAYERS - 2) + [0.0, 0.0, 0.0]))


def means_of(layers: list[Tensor], mixes: list[Mix]) -> Tensor:
    """[B, T, H] a layer -> [mixes, B, T, H]: all means by one product, so that the layers are read once."""
    weights = torch.stack([mix.weights.softmax(0) for mix in mixes])
    with torch.autocast(weights.device.type, enabled=False):
        out: Tensor = weights @ torch.stack([layer.float() for layer in layers]).view(len(layers), -1)
    return out.view(len(mixes), *layers[0].shape)


def at_words(x: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """[..., B, T, H] and word positions [B, W] -> [..., B, W, H]: the mean of each word's first and last sub-token."""
    b, t, h = x.shape[-3:]
    rows = x.reshape(*x.shape[:-3], b * t, h)
    offset = torch.arange(b, device=x.device).unsqueeze(1) * t
    both = rows.index_select(-2, (first + offset).flatten()) + rows.index_select(-2, (last + offset).flatten())
    return (both * 0.5).view(*x.shape[:-3], *first.shape, h)


BRANCH = 4
"""The encoder's layer from which the upper layers branch off."""


class Upper(nn.Module):
    """The encoder's last layers once more, with weights of their own, and the heads of ``UPPER_TASKS`` over them.

    They begin as copies and are trained after all else, on the finished layers below: nothing else that is read changes.
    """

    def __init__(self, labels: Labels, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - BRANCH))
        self.drop = nn.Dropout(head_dropout)
        sizes = {task: len(names) for task, names in labels.by_task.items() if task in UPPER_TASKS and len(names) > 1}
        self.heads = nn.ModuleDict(
            {task: nn.Linear(HIDDEN, size + (task in WHOLE_TASKS)) for task, size in sizes.items()}
        )
        """A task that judges a text as a whole has one score more a word: how much the word counts."""

    def begin_as(self, encoder: Encoder) -> None:
        """Take over the weights of the encoder's last layers."""
        for own, other in zip(self.layers, encoder.layers[BRANCH:], strict=True):
            own.load_state_dict(other.state_dict())

    def forward(self, x: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """What layer ``BRANCH`` gives [B, T, H], [B, T] and word positions [B, W] -> per task [B, W, labels]."""
        bias = ((1.0 - mask.float()) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        words = self.drop(at_words(x, first, last))
        return {task: head(words) for task, head in self.heads.items()}


def _mlp(size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))


class Reader(nn.Module):
    """Encoder and heads. ``forward`` gives the raw scores of every head; see ``export.py`` for what is shipped."""

    def __init__(self, labels: Labels, vocabulary: int, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        self.mix_tags, self.mix_tree, self.mix_spans = Mix(), Mix(), Mix()
        self.drop = nn.Dropout(head_dropout)
        sizes = {task: len(names) for task, names in labels.by_task.items()}
        self.word_heads = nn.ModuleDict({task: nn.Linear(HIDDEN, sizes[task]) for task in WORD_TASKS})
        self.starts = nn.Linear(HIDDEN, 1)
        self.span_mlp = _mlp(HIDDEN, head_dropout)
        self.span_heads = nn.ModuleDict(
            {task: nn.Linear(HIDDEN, sizes[task]) for task in SPAN_TASKS if sizes[task] > 1 and task not in UPPER_TASKS}
        )
        self.upper = (
            Upper(labels, dropout, head_dropout) if any(sizes.get(task, 0) > 1 for task in UPPER_TASKS) else None
        )
        self.link_from, self.link_to = _mlp(LINK, head_dropout), _mlp(LINK, head_dropout)
        self.link_turn = nn.Linear(LINK, LINK)
        self.arc_dep, self.arc_head = _mlp(ARC, head_dropout), _mlp(ARC, head_dropout)
        self.arc_u = nn.Parameter(torch.empty(ARC, ARC))
        nn.init.normal_(self.arc_u, std=0.5 / ARC**0.5)
        self.arc_bias = nn.Linear(ARC, 1)
        self.label_dep, self.label_head = _mlp(LABEL, head_dropout), _mlp(LABEL, head_dropout)
        self.label_u = nn.Parameter(torch.zeros(LABEL, sizes["deps"], LABEL))
        nn.init.normal_(self.label_u, std=0.5 / LABEL**0.5)
        self.label_flat = nn.Linear(2 * LABEL, sizes["deps"])

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        """[B, T] and [B, W] -> per task [B, W, labels]; ``arc`` [B, W dependants, W heads]; label vectors."""
        layers = self.encoder(ids, mask, shapes, gaps)
        of_tags, of_spans, of_tree = at_words(
            means_of(layers, [self.mix_tags, self.mix_spans, self.mix_tree]), first, last
        )
        out: dict[str, Tensor] = {}
        words = self.drop(of_tags)
        for task, head in self.word_heads.items():
            out[task] = head(words)
        out["starts"] = self.starts(words).squeeze(-1)
        mixed = out["vectors"] = self.drop(of_spans)
        spans = self.span_mlp(mixed)
        out["link_from"], out["link_to"] = self.link_turn(self.link_from(mixed)), self.link_to(mixed)
        for task, head in self.span_heads.items():
            out[task] = head(spans)
        if self.upper is not None and not self.training:  # the phases before its own do without it
            out |= self.upper(layers[BRANCH], mask, first, last)
        tree = self.drop(of_tree)
        heads = self.arc_head(tree)
        out["arc"] = self.arc_dep(tree) @ self.arc_u @ heads.transpose(1, 2) + self.arc_bias(heads).transpose(1, 2)
        out["label_dep"], out["label_head"] = self.label_dep(tree), self.label_head(tree)
        return out

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Vectors of dependants and of their heads [N, LABEL] -> [N, relations]."""
        bilinear = torch.einsum("nrd,nd->nr", (dep @ self.label_u.flatten(1)).view(len(dep), -1, LABEL), head)
        scores: Tensor = bilinear + self.label_flat(torch.cat([dep, head], -1))
        return scores


WEIGHTS = {
    "upos": 0.5,
    "xpos": 0.5,
    "feats": 0.3,
    "lemma": 0.5,
    "names": 1.0,
    "re3d": 1.0,
    "roles": 1.0,
    "source": 0.7,
    "cue": 0.5,
    "content": 0.7,
    "starts": 1.0,
    "arc": 1.0,
    "deps": 1.0,
    "links": 0.3,
    "figures": 1.0,
    "triggers": 1.0,
    "acled": 0.2,
    "police": 0.2,
}
"""Share of each task's mean loss in the sum."""


def pooled(scores: Tensor, words: Tensor) -> Tensor:
    """Scores of a whole text out of those of its words [B, W, labels + 1]; ``words`` [B, W] are those that count."""
    share = scores[..., -1].masked_fill(~words, -1e4).softmax(-1)
    out: Tensor = (share.unsqueeze(-1) * scores[..., :-1]).sum(1)
    return out


def losses(model: Reader, batch: Batch, partial: Tensor) -> dict[str, Tensor]:
    """Mean loss of each task over those words of ``batch`` that have a label. ``partial``: see ``Encoder``."""
    out = model(*(batch[k] for k in ("ids", "mask", "shapes", "gaps", "first", "last")))
    words = float((batch["first"] > 0).sum())
    result: dict[str, Tensor] = {}

    def share(known: Tensor) -> float:
        """What a task's mean loss counts for when only some words of the batch bear its labels."""
        return math.sqrt(float(known.sum()) / words)

    for task in (*WORD_TASKS, *SPAN_TASKS):
        target = batch[task]
        if task not in out:
            continue
        known = target >= 0
        if known.any():
            result[task] = share(known) * functional.cross_entropy(out[task][known].float(), target[known])
        vague = target <= PARTIAL_BASE
        if task == "names" and vague.any():
            scores = out[task].float()[vague].log_softmax(-1)
            allowed = partial[PARTIAL_BASE - target[vague]]
            loss = -share(vague) * scores.masked_fill(~allowed, -1e4).logsumexp(-1).mean()
            result[task] = result[task] + loss if task in result else loss
    known = batch["starts"] >= 0
    if known.any():
        scores = out["starts"].float()[known]
        result["starts"] = share(known) * functional.binary_cross_entropy_with_logits(
            scores, batch["starts"][known].float()
        )
    has_head = batch["heads"] >= 0
    if has_head.any():
        number = batch["sentence"]
        same = (number[:, :, None] == number[:, None, :]) & (number > 0)[:, :, None]
        same[:, :, 0] = True  # the root is open to every word
        same &= ~torch.eye(number.shape[1], dtype=torch.bool, device=number.device)
        arc = out["arc"].float().masked_fill(~same, -1e4)
        result["arc"] = share(has_head) * functional.cross_entropy(arc[has_head], batch["heads"][has_head])
        rows = has_head.nonzero(as_tuple=True)
        dep = out["label_dep"][rows]
        head = out["label_head"][rows[0], batch["heads"][has_head]]
        result["deps"] = share(has_head) * functional.cross_entropy(
            model.label_scores(dep, head).float(), batch["deps"][has_head], ignore_index=IGNORE
        )
    linked = batch["links"] >= 0
    if linked.any():
        rows = linked.nonzero(as_tuple=True)
        scores = (out["link_to"][rows[0]].float() @ out["link_from"][rows].float().unsqueeze(-1)).squeeze(-1)
        scores = scores.masked_fill(batch["first"][rows[0]] == 0, -1e4)
        result["links"] = functional.cross_entropy(scores, batch["links"][linked])
    return result


def upper_losses(out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each of ``UPPER_TASKS`` over the words, or the texts, that have its labels."""
    result: dict[str, Tensor] = {}
    for task, scores in out.items():
        if task not in batch:
            continue
        if task in WHOLE_TASKS:
            told = batch[task][:, 0] >= 0
            if not told.any():
                continue
            whole = pooled(scores[told].float(), batch["first"][told] > 0)
            target = batch[task][told].float()
            result[task] = (
                functional.cross_entropy(whole, target / target.sum(-1, keepdim=True))
                if task == "acled"
                else functional.binary_cross_entropy_with_logits(whole, target)
            )
        elif (known := batch[task] >= 0).any():
            result[task] = functional.cross_entropy(scores[known].float(), batch[task][known])
    return result
