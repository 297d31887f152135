"""Reminding those who owe an answer: when, whom, in one message each."""
