import datetime as dt

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeliveryConfig(AppConfig):
    name = "alliance.delivery"
    label = "delivery"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.jobs.schedule import every
        from alliance.links.scrub import bears_token
        from alliance.mail.carry import sign_with

        from . import access_rules, meetings
        from .keep import fill_when_new
        from .models import Mailing, MailingRules, Subscriber, Suppression
        from .returning import start as returning
        from .sending.carriers import sign_other_mail
        from .sending.work import send_copies

        access_rules.register()
        meetings.register()
        returning.register()
        sign_with(sign_other_mail)
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
        # Finds again what was lost or is due again, and what waited for a mail server or a rate.
        every(dt.timedelta(minutes=1), send_copies)
        post_migrate.connect(fill_when_new, sender=self, dispatch_uid="alliance.delivery.fill")
