"""Whether the addresses that this site holds still lead anywhere.

The parts register what they hold (`holders.py`); every night it is gathered where each address
stands (`gather.py`); every few minutes some of those that are due are asked for (`check.py`), a
verdict is made of the answer (`verdict.py`) and noted if it is another than before (`note.py`).
What is done about it is in `decide.py`. docs/decisions/0027 says why it is done so.
"""
