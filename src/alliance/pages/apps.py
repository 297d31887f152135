import datetime as dt

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PagesConfig(AppConfig):
    name = "alliance.pages"
    label = "pages"

    def ready(self) -> None:
        from alliance.directory.areas import contents
        from alliance.jobs.schedule import every

        from . import access_rules, citing, deliverable, findable, links
        from .ideas import told_from
        from .in_areas import open_pages, parts
        from .indexes import keep_indexes_after_migrations
        from .scheduled import publish_what_is_due

        post_migrate.connect(keep_indexes_after_migrations, dispatch_uid="alliance.pages.indexes")
        access_rules.register()
        deliverable.register()
        findable.register()
        links.register()
        citing.register()
        told_from.register()
        contents.register(beside=open_pages, inside=parts)
        every(dt.timedelta(minutes=5), publish_what_is_due)
