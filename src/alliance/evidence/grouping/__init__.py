"""Which answers belong together, and which say the same: plain functions over texts.

`terms` makes words of texts, `weights` says what each word counts, `linkage` puts together what is
alike, `propose` makes themes of that and says by which words; `twins` finds what was given twice.
"""
