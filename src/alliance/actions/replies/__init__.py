"""Answers that come by replying to a mail: read, matched to what was asked, proposed, confirmed.

    taken = take_in(raw, by=support)            # a mail as bytes: from a file, or from a mailbox
    confirm(by=support, reply=taken.reply, …)   # a person's press; without one nothing is recorded

`read`, `own_words`, `page_words`, `headers` and `automatic` are plain functions over bytes and
text; docs/features/actions.md draws what becomes of a reply, decision 45 says why.
"""
