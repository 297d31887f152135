import datetime as dt

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "alliance.directory"
    label = "directory"

    def ready(self) -> None:
        from allauth.socialaccount.signals import social_account_added, social_account_removed

        from alliance.audit.trail import audited
        from alliance.jobs.schedule import daily
        from alliance.links.scrub import bears_token

        from . import account_rules, findable
        from .areas import news as areas_news
        from .areas import panel as areas_panel
        from .areas.end import end_what_is_over
        from .areas.log import forget_readings
        from .editors import keep_group_after_migrations
        from .invitations import news as invitations_news
        from .models import (
            AccessGrant,
            ActingFor,
            AdmittedRole,
            Area,
            ContactDetail,
            Invitation,
            Person,
            Role,
            User,
        )
        from .networks import at_start
        from .organisations.adapter import note_connected, note_disconnected
        from .people_list.waiting import forget_lists
        from .security.listening import listen
        from .sign_in_records import forget_sign_ins
        from .unsaid_words import forget_words

        post_migrate.connect(keep_group_after_migrations, dispatch_uid="alliance.directory.editors")
        findable.register()
        account_rules.register_rules()
        audited(Person, fields=["authority", "visibility", "confirmed_at"])
        audited(Role, fields=["person", "kind", "authority", "network", "starts_on", "ends_on"])
        audited(ActingFor, fields=["person", "principal", "capacity", "starts_on", "ends_on"])
        audited(User, fields=["is_active", "is_staff", "person"])
        audited(Area, fields=["name", "slug", "open_page", "collection", "is_live"])
        audited(AdmittedRole, fields=["area", "kind", "with_acting"])
        audited(
            AccessGrant,
            fields=[
                *("area", "person", "authority", "state", "asked_at", "decided_at", "decided_as"),
                *("starts_on", "ends_on", "ended_at", "ended_as"),
            ],
        )
        audited(ContactDetail, fields=["person", "kind", "visibility", "ends_on"])
        audited(
            Invitation,
            fields=["person", "may_edit", "expires_at", "accepted_at", "user", "revoked_at"],
        )
        bears_token("/invitation/")
        listen()
        social_account_added.connect(note_connected, dispatch_uid="alliance.directory.connected")
        social_account_removed.connect(
            note_disconnected, dispatch_uid="alliance.directory.disconnected"
        )
        at_start.register()
        areas_panel.register()
        areas_news.register()
        invitations_news.register()
        daily(dt.time(0, 10), end_what_is_over)
        daily(dt.time(3, 30), forget_sign_ins)
        daily(dt.time(3, 40), forget_words)
        daily(dt.time(3, 50), forget_lists)
        daily(dt.time(3, 50), forget_readings)
