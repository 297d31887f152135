"""The ledger at work: who gets a copy, claimed in batches, each sent once (docs/features/delivery.md)."""
