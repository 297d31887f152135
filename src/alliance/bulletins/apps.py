from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "alliance.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from . import access_rules, findable

        access_rules.register()
        findable.register()
