"""Telling people's own programs what happened: written down with the change, sent in the background.

`events` writes down what happens, `deliver` tells it each webhook whose owner may know (`rights`),
signed (`sign`) and without anybody's words (`payload`). `changes` is what an owner does.
"""
