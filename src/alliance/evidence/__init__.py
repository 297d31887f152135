"""Calls for evidence: an open question, its answers, the panel that judges them, the showcase."""
