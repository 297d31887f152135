from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "alliance.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from . import access_rules, citing, deliverable, findable, links, told_before

        access_rules.register()
        deliverable.register()
        findable.register()
        links.register()
        citing.register()
        told_before.register()
