"""Campaigns: one measure over weeks, each authority's line to its target, the region's total."""
