import datetime as dt

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "alliance.home"
    label = "home"

    def ready(self) -> None:
        from alliance.jobs.schedule import daily

        from . import access_rules
        from .problems import forget_reporters

        access_rules.register()
        daily(dt.time(3, 40), forget_reporters)
