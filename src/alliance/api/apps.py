import datetime as dt

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "alliance.api"
    label = "api"

    def ready(self) -> None:
        from alliance.actions.events import follow
        from alliance.jobs.schedule import daily, every

        from . import access_rules, ending
        from .forgetting import forget
        from .webhooks.deliver import sweep
        from .webhooks.events import keep

        access_rules.register()
        ending.listen()
        follow(keep)
        every(dt.timedelta(minutes=5), sweep)
        daily(dt.time(4, 0), forget)
