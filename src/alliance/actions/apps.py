from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "alliance.actions"
    label = "actions"

    def ready(self) -> None:
        import datetime as dt

        from alliance.audit.trail import audited
        from alliance.jobs.schedule import every
        from alliance.links.scrub import bears_token

        from . import access_rules, deliverable, findable, news
        from .chasing.chase import chase
        from .models import Action, Ask, ChasingRules, GridForLeads, Response

        access_rules.register()
        bears_token("/answer/")
        bears_token("/my-calendar/")
        every(dt.timedelta(hours=1), chase)
        news.register()
        findable.register()
        deliverable.register()
        audited(
            Action,
            fields=["state", "weight", "audience", "by_link", "opened_at", "ended_at", "version"],
            label=lambda action: action.title,
        )
        audited(ChasingRules, fields=[field.name for field in ChasingRules._meta.fields])
        audited(GridForLeads, fields=["on_since"])
        audited(Ask, fields=["action", "authority", "state", "answered_at", "taken_back_at"])
        audited(
            Response,
            fields=["ask", "question", "form", "at", "is_late", "counts", "is_aside", "way", "role",
                    "capacity"],
        )  # fmt: skip
