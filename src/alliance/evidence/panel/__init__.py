"""The editorial panel: who reads what, what they see of it, what they think, what is decided.

Plain functions without a database: `phases`, `conflicts`, `names`, `blank`, `clean`, `assign`, `agreement`,
`figures`. `seen.py` alone makes what a panel reads; nothing else of a submission reaches its pages.
"""
