from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "alliance.editions"
    label = "editions"

    def ready(self) -> None:
        from .watch import watch

        watch()
