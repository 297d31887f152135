"""The site that was there before: its export read, brought in, and its addresses answered.

`wxr` turns the file into plain values, `plan` says what becomes of each, `passages` takes the text
of a page apart: they know no database. `save` writes, `answering` leads readers on.
"""
