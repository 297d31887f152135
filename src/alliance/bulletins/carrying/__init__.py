"""Which matters are told again: proposed by rule, with the reason; decided by an editor."""
