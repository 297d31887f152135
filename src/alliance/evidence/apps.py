from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "alliance.evidence"
    label = "evidence"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.links.scrub import bears_token

        from . import access_rules
        from .after import start as after
        from .answering import start as answering
        from .calls import start as calls
        from .models import (
            Assessment,
            Assignment,
            Call,
            Case,
            Decision,
            Interest,
            Panellist,
            RingBack,
            Showcase,
            Submission,
        )
        from .panel import start as panel
        from .showcase import start as showcase
        from .telephone import start as telephone
        from .triage import start as triage
        from .word import start as word

        access_rules.register()
        for part in (calls, answering, word, telephone, triage, panel, showcase, after):
            part.register()
        bears_token("/my-submission/")
        audited(
            Call,
            fields=["state", "is_standing", "opens_at", "closes_at", "published_at", "ended_at",
                    "action", "version"],
            label=lambda call: call.title,
        )  # fmt: skip
        audited(
            Submission,
            fields=["call", "number", "reference", "state", "way", "consent", "authority", "section",
                    "has_supplier", "theme", "duplicate_of", "is_late", "sent_at", "let_in_at",
                    "withdrawn_at", "erased_at", "version"],
            label=lambda submission: str(submission),
        )  # fmt: skip
        audited(
            RingBack, fields=["call", "state", "tries", "settled_at", "submission", "erased_at"]
        )
        audited(
            Panellist, fields=["panel", "person", "authority", "is_chair", "state", "declared_at"]
        )
        audited(Interest, fields=["panellist", "submission", "authority", "withdrawn_at"])
        audited(Assignment, fields=["panellist", "submission", "is_by_hand", "taken_back_at"])
        audited(Assessment, fields=["assignment", "given_at", "version"])
        audited(Decision, fields=["submission", "outcome", "is_current", "told_at"])
        audited(
            Showcase,
            fields=["state", "embargo_until", "launched_at", "version"],
            label=lambda showcase: showcase.title,
        )
        audited(
            Case,
            fields=["showcase", "submission", "state", "consent", "is_named", "agreed_at", "shown_at",
                    "withdrawn_at", "erased_at", "version"],
            label=lambda case: f"Case {case.pk}: {case.slug}",
        )  # fmt: skip
