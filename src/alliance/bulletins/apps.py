from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "alliance.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        import datetime as dt

        from alliance.audit.trail import audited
        from alliance.jobs.schedule import every

        from . import (
            access_rules,
            citing,
            deliverable,
            findable,
            letter,
            links,
            mailed,
            news,
            told_before,
        )  # fmt: skip
        from .models import Bulletin, CarryFor, DraftIssue, PublishingRules
        from .writing import taking
        from .writing.jobs import publish_scheduled

        audited(Bulletin, fields=["number", "date"], label=str)
        audited(CarryFor, fields=["item", "until"])
        access_rules.register()
        deliverable.register()
        letter.register()
        findable.register()
        links.register()
        citing.register()
        news.register()
        mailed.register()
        told_before.register()
        taking.register()
        every(dt.timedelta(minutes=1), publish_scheduled)
        audited(
            DraftIssue,
            fields=["number", "date", "state", "version", "asked_of", "approved_by", "approved_version",
                    "scheduled_for", "sends_mail", "bulletin"],
            label=str,
        )  # fmt: skip
        audited(PublishingRules, fields=["second_person", "usual_time"], label=str)
