"""The transcript of the demo: a real conversation to practise on; its licence is `clahrc/demo/data/LICENCE.md`."""

from __future__ import annotations

TRANSCRIPT = {
    "dialogue": "Why we are here",
    "file": "metamuse_37.txt",
    "title": "A conversation to practise on: Metamuse 37, Visual programming",
    "credit": "Metamuse podcast, episode 37; transcript by Reduct in ppkn/metamuse-transcripts; CC BY 4.0",
}
