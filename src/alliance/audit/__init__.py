"""The audit trail: who did what to which thing, and what changed, in the same transaction.

    from alliance.audit.trail import record, snapshot

    before = snapshot(action)
    action.close()
    action.save()
    record(by=user, verb="closed", thing=action, before=before, after=snapshot(action))

What a field held is kept only where the app that owns the model said so, in `AppConfig.ready`:
`audited(Action, fields=["state", "due_on"])`. Of any other field the trail says that it changed,
and not from what to what.
"""
