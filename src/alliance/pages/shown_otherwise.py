"""When readers may see something else of a page: it changed, or what it hangs under did."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move


def when_shown_otherwise(uid: str, follow: Callable[[Page], None]) -> None:
    """Have a page followed on each such change; who follows looks below it too.

    A page is also written as a plain `Page`, and in bulk, and after its own row its belongings: the
    signals of its own model alone do not say it all.
    """

    def page_told(instance: Page, raw: bool = False, **signal: object) -> None:
        if not raw:
            follow(instance)

    def privacy_changed(instance: PageViewRestriction, raw: bool = False, **signal: object) -> None:
        if not raw and (page := Page.objects.filter(pk=instance.page_id).first()):
            follow(page)

    post_save.connect(page_told, sender=Page, weak=False, dispatch_uid=uid)
    for told in (page_published, page_unpublished, post_page_move):
        told.connect(page_told, weak=False, dispatch_uid=uid)
    for changed in (post_save, post_delete):
        changed.connect(privacy_changed, sender=PageViewRestriction, weak=False, dispatch_uid=uid)
