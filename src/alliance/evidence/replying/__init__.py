"""The standing call, and the reply that everybody gets who answers it."""
