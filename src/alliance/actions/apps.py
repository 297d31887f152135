from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "alliance.actions"
    label = "actions"

    def ready(self) -> None:
        import datetime as dt

        from alliance.audit.trail import audited
        from alliance.jobs.schedule import daily, every
        from alliance.links.scrub import bears_token

        from . import access_rules, deliverable, digest, findable, news
        from .campaigns import panel
        from .campaigns.weeks import open_weeks
        from .chasing.chase import chase
        from .models import (
            Action,
            Ask,
            Campaign,
            ChasingRules,
            GridForLeads,
            Reply,
            Response,
            TakingPart,
        )
        from .replies.forget import forget_replies

        access_rules.register()
        bears_token("/answer/")
        bears_token("/my-calendar/")
        every(dt.timedelta(hours=1), chase)
        every(dt.timedelta(hours=1), open_weeks)
        daily(dt.time(3, 50), forget_replies)
        news.register()
        findable.register()
        deliverable.register()
        digest.register()
        panel.register()
        audited(
            Action,
            fields=["state", "weight", "audience", "by_link", "opened_at", "ended_at", "version"],
            label=lambda action: action.title,
        )
        audited(
            Campaign,
            fields=["state", "target", "first_on", "last_on", "weekday", "by_link", "opened_at",
                    "ended_at", "version"],
            label=lambda campaign: campaign.title,
        )  # fmt: skip
        audited(TakingPart, fields=["campaign", "authority", "left_on"])
        audited(ChasingRules, fields=[field.name for field in ChasingRules._meta.fields])
        audited(GridForLeads, fields=["on_since"])
        audited(Ask, fields=["action", "authority", "state", "answered_at", "taken_back_at"])
        audited(
            Reply,
            fields=["state", "way", "is_automatic", "known_by", "found_by", "authority", "sent_at",
                    "settled_at", "erased_at"],
        )  # fmt: skip
        audited(
            Response,
            fields=["ask", "question", "form", "at", "is_late", "counts", "is_aside", "way", "role",
                    "capacity"],
        )  # fmt: skip
