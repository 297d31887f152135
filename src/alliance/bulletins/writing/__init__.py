"""Writing the week's bulletin: draft, items, history; approval, publishing and correcting it.

    issue = begin_issue(by=user)
    item = add_item(by=user, issue=issue, said=Said(title="Kinship week"))
    saved = save_item(by=user, item=item, seen=item.version, said=replace(saying(item), title="…"))
    publish_issue(by=user, issue=issue)

States: docs/features/writing.md.
"""
