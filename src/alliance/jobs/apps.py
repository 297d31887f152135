import datetime as dt

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "alliance.jobs"
    label = "jobs"

    def ready(self) -> None:
        from .schedule import daily
        from .sweep import forget_finished

        daily(dt.time(3, 20), forget_finished)
