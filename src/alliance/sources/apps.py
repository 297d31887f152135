import datetime as dt

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "alliance.sources"
    label = "sources"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.jobs.schedule import daily, every

        from . import access_rules, known
        from .models import Sender, Source
        from .triage import start as triage
        from .watching.watch import EVERY, forget_old_looks, watch

        access_rules.register()
        audited(
            Source,
            fields=["kind", "is_on", "every"],
            label=lambda source: source.name,
        )
        audited(Sender, fields=["candidate", "message", "answered_at", "erased_at"])
        every(EVERY, watch)
        daily(dt.time(3, 50), forget_old_looks)
        known.register("publication", known.publications)
        triage.register()
