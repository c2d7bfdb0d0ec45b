"""Texts to write with: a vocabulary in which, as in any language, few words are frequent and most are rare."""

from __future__ import annotations

import random
from itertools import accumulate, product

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo")
COMMON = "we the to a and of it was in that they what time clinic patient question research together listen pace trust"
VOCABULARY = (*COMMON.split(), *("".join(parts) for parts in product(SYLLABLES, repeat=3)))
SENTENCES = 4000  # put together at random, they are as varied as anybody needs


class Writer:
    """Writes texts of about 250 characters; the same seed writes the same ones."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        weights = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))
        self.sentences = [
            " ".join(self.chance.choices(VOCABULARY, cum_weights=weights, k=self.chance.randint(8, 16))).capitalize()
            + "."
            for _ in range(SENTENCES)
        ]

    def text(self) -> str:
        """Four sentences."""
        return " ".join(self.chance.choices(self.sentences, k=4))
