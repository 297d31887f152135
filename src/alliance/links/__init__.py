"""Ways in and out.

`sign`: links that stand for a person's say-so. `scrub`: addresses that carry a secret, kept out
of logs. `fetch`: the one outbound fetcher.
"""
