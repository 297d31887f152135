from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class SearchConfig(AppConfig):
    name = "alliance.search"
    label = "search"

    def ready(self) -> None:
        from . import marking
        from .models import Meaning

        for signal in (post_save, post_delete):
            signal.connect(marking.follow, sender=Meaning, dispatch_uid="alliance.search.marking")
