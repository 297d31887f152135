"""Calls for evidence of the sample region, and what came of them. All of it is invented."""
