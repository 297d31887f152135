from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "alliance.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from alliance.audit.trail import audited

        from . import access_rules, citing, deliverable, findable, links
        from .models import Bulletin, CarryFor

        audited(Bulletin, fields=["number", "date"], label=str)
        audited(CarryFor, fields=["item", "until"])
        access_rules.register()
        deliverable.register()
        findable.register()
        links.register()
        citing.register()
