"""The sample region’s calls for evidence: invented calls, answers, panels and showcases."""
