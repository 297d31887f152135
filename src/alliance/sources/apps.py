import datetime as dt

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "alliance.sources"
    label = "sources"

    def ready(self) -> None:
        from alliance.jobs.schedule import daily, every

        from . import access_rules
        from .watching.watch import EVERY, forget_old_looks, watch

        access_rules.register()
        every(EVERY, watch)
        daily(dt.time(3, 50), forget_old_looks)
