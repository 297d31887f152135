from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeliveryConfig(AppConfig):
    name = "alliance.delivery"
    label = "delivery"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.links.scrub import bears_token

        from . import access_rules, meetings
        from .composing import dates
        from .keep import fill_when_new
        from .models import Mailing, MailingRules, Subscriber, Suppression
        from .sending import clock

        access_rules.register()
        meetings.register()
        dates.register()
        clock.register()
        bears_token("/preferences/")
        bears_token("/unsubscribe/")
        bears_token("/subscribe/confirm/")
        audited(Subscriber, fields=["standing", "frequency", "person", "links_version"])
        audited(Suppression, fields=["why", "since"])
        audited(Mailing, fields=["kind", "key", "state", "begins_at"])
        audited(
            MailingRules,
            fields=[
                "bulletins_at_once",
                "wait_minutes",
                "digests",
                "a_minute",
                "a_minute_by_domain",
            ],
        )
        post_migrate.connect(fill_when_new, sender=self, dispatch_uid="alliance.delivery.fill")
