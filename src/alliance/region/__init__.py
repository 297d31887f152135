"""The sample region: real authorities, invented people, invented news, all of it marked as sample.

Everything here is made by code from a day and a seed, so that two machines show the same region.
The authorities, their codes and the kinds of networks are facts; no other name, report, body,
meeting or sentence is.
"""
