"""One index of everything that can be found, on SQLite and on PostgreSQL.

    # bulletins/apps.py, in AppConfig.ready
    registry.register(Item, document=describe_item, rows=items_with_topics)

`describe_item(item)` gives a `Document`, or None for what is not to be found (a draft). From then
on the entry follows the row: saved, deleted or given other topics, in the same transaction. Work
that saves thousands of rows says `with registry.together():`.

What may be found is narrowed by audience before anything is counted, ordered or put right. How a
query becomes hits: `words` reads it, `meanings` puts wordings of the field together, `databases` finds
what matches, `spelling` is asked if nothing does, `ranking` sets the best in order, `facets` counts,
`highlighting` shows why.

    found = query.search("homes for siblings", audiences={"public"}, kinds=["Item"])
"""
