"""Trains a tiny token classifier, from scratch and without a network, on an exported data set.

    PYTHON tests/external/token_classifier.py FOLDER [STEPS]

FOLDER is what ``annotator export --format huggingface`` wrote; PYTHON has ``torch``,
``transformers``, ``datasets`` and ``seqeval``. Two layers of a BERT over the data's own words,
as wide as a newcomer's laptop trains in minutes: it shows that the export trains, not how well.
Prints loss and seqeval's F1 on the validation split, before and after.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from datasets import load_dataset
from seqeval.metrics import f1_score
from transformers import BertConfig, BertForTokenClassification

LENGTH = 128
PAD, UNKNOWN = 0, 1
IGNORED = -100  # what the loss passes over


def main(folder: str, steps: int) -> None:
    torch.set_num_threads(1)  # two that wait for each other are slower on a busy machine
    torch.manual_seed(0)
    data = load_dataset(folder, "tokens")
    names: list[str] = data["train"].features["ner_tags"].feature.names
    counts = Counter(token.lower() for row in data["train"] for token in row["tokens"])
    numbers = {token: at + 2 for at, (token, times) in enumerate(counts.most_common()) if times > 1}
    config = BertConfig(
        vocab_size=len(numbers) + 2,
        hidden_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=192,
        max_position_embeddings=LENGTH,
        num_labels=len(names),
        id2label=dict(enumerate(names)),
        label2id={name: at for at, name in enumerate(names)},
    )
    model = BertForTokenClassification(config)
    train, validation = (windows(data[split], numbers) for split in ("train", "validation"))
    print(f"before: F1 {score(model, validation, names):.3f}")
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    loss = torch.tensor(float("nan"))
    for _ in range(steps):
        model.train()
        at = torch.randint(len(train[0]), (16,))
        loss = model(
            input_ids=train[0][at], labels=train[1][at], attention_mask=train[0][at] != PAD
        ).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"after {steps} steps: loss {loss:.3f}, F1 {score(model, validation, names):.3f}")


def windows(rows: Any, numbers: dict[str, int]) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens' numbers and tags, ``LENGTH`` of them a row, padded at the end of an article."""
    ids, tags = [], []
    for row in rows:
        for begin in range(0, len(row["tokens"]), LENGTH):
            tokens = row["tokens"][begin : begin + LENGTH]
            padding = LENGTH - len(tokens)
            ids.append([numbers.get(t.lower(), UNKNOWN) for t in tokens] + [PAD] * padding)
            tags.append(row["ner_tags"][begin : begin + LENGTH] + [IGNORED] * padding)
    return torch.tensor(ids), torch.tensor(tags)


def score(model: Any, part: tuple[torch.Tensor, torch.Tensor], names: list[str]) -> float:
    """The F1 of whole spans, by seqeval."""
    model.eval()
    with torch.no_grad():
        said = model(input_ids=part[0], attention_mask=part[0] != PAD).logits.argmax(-1)
    gold, guessed = [], []
    for tags, guesses in zip(part[1].tolist(), said.tolist(), strict=True):
        pairs = [(a, b) for a, b in zip(tags, guesses, strict=True) if a != IGNORED]
        gold.append([names[a] for a, _ in pairs])
        guessed.append([names[b] for _, b in pairs])
    return float(f1_score(gold, guessed))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400)
