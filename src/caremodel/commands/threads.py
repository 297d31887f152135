"""How many threads numpy's linear algebra takes."""

from __future__ import annotations

import os


def one_thread() -> None:
    """Have it take one, unless it is loaded or somebody said otherwise: for commands, which own their process.

    The forecast's matrices are small: two threads took a tenth longer by the clock and twice the processor.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
