from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeliveryConfig(AppConfig):
    name = "alliance.delivery"
    label = "delivery"

    def ready(self) -> None:
        from alliance.directory import access

        from . import meetings
        from .keep import fill_when_new
        from .models import CalendarEntry

        # A day alone is no secret; what it is about is asked for each time, as anybody sees it.
        access.register(CalendarEntry, lambda viewer: access.EVERYTHING)
        meetings.register()
        post_migrate.connect(fill_when_new, sender=self, dispatch_uid="alliance.delivery.fill")
