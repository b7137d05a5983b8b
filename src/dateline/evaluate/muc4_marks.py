"""The network's own scores of words, before anything is decided by them: the input of models that learn on top of it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dateline.reading.analysis import evidence_of
from dateline.reading.decode import Floats
from dateline.reading.model import Model, Scores, Window
from dateline.reading.windows import Tokens

__all__ = ["marks_of"]


class _Telling(Model):
    """A model whose vectors have the scores of tasks beside them."""

    def __init__(self, model: Model, tasks: Sequence[str]) -> None:
        self.__dict__.update(model.__dict__)
        self._told = tuple(tasks)

    def run(self, windows: Sequence[Window]) -> list[Scores]:
        return [
            replace(
                scores,
                vectors=np.concatenate([scores.vectors, *({**scores.spans, **scores.whole}[t] for t in self._told)], 1),
            )
            if scores.vectors is not None
            else scores
            for scores in super().run(windows)
        ]


def marks_of(model: Model, tokens: Tokens, words: Sequence[int], tasks: Sequence[str]) -> tuple[Floats, Floats]:
    """The vectors of the words numbered ``words`` [n, d], and the scores of ``tasks`` side by side [n, all their labels].

    A task that judges a text as a whole has a score more, which says how much the word counts. Raises ValueError where
    the model gives no vectors or lacks one of the tasks.
    """
    lacking = [task for task in tasks if task not in (*model.span_tasks, *model.whole_tasks)]
    if lacking:
        raise ValueError(f"the model at {model.folder} gives no scores of {', '.join(lacking)}")
    size = sum(len(model.labels[task]) + (task in model.whole_tasks) for task in tasks)
    both = evidence_of(_Telling(model, tasks), tokens, words).vectors
    return both[:, :-size], both[:, -size:]
