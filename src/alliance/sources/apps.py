from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "alliance.sources"
    label = "sources"

    def ready(self) -> None:
        from . import access_rules

        access_rules.register()
