from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "alliance.actions"
    label = "actions"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.links.scrub import bears_token

        from . import access_rules, news
        from .models import Action, Ask, Response

        access_rules.register()
        bears_token("/answer/")
        news.register()
        audited(
            Action,
            fields=["state", "weight", "audience", "by_link", "opened_at", "ended_at", "version"],
            label=lambda action: action.title,
        )
        audited(Ask, fields=["action", "authority", "state", "answered_at", "taken_back_at"])
        audited(
            Response,
            fields=["ask", "question", "form", "at", "is_late", "counts", "is_aside", "way", "role",
                    "capacity"],
        )  # fmt: skip
