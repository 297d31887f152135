import datetime as dt

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_delete


class DeliveryConfig(AppConfig):
    name = "alliance.delivery"
    label = "delivery"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.directory.accounts.follow import register_follower
        from alliance.directory.models import Person
        from alliance.jobs.schedule import daily, every
        from alliance.links.scrub import bears_token
        from alliance.mail.carry import sign_with

        from . import access_rules, meetings
        from .composing import dates
        from .keep import fill_when_new
        from .models import Mailing, MailingRules, Subscriber, SubscriberList, Suppression
        from .returning import start as returning
        from .seeing import start as seeing
        from .sending import clock
        from .sending.carriers import sign_other_mail
        from .sending.work import send_copies
        from .subscribing.account import follow
        from .subscribing.erase import erase_with_person
        from .subscribing.forget import forget_subscribers

        access_rules.register()
        meetings.register()
        register_follower(follow)
        seeing.register()
        returning.register()
        dates.register()
        clock.register()
        sign_with(sign_other_mail)
        bears_token("/preferences/")
        bears_token("/unsubscribe/")
        bears_token("/subscribe/confirm/")
        audited(Subscriber, fields=["standing", "frequency", "person", "links_version"])
        audited(SubscriberList, fields=["kind", "state", "row_count", "counts"])
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
        daily(dt.time(3, 40), forget_subscribers)
        pre_delete.connect(
            erase_with_person, sender=Person, dispatch_uid="alliance.delivery.erase_with_person"
        )
        post_migrate.connect(fill_when_new, sender=self, dispatch_uid="alliance.delivery.fill")
