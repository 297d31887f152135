"""The programme's staff as editors: one group, with what it may do in the editors' area."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from .models import User

GROUP = "Programme"
EDITED_APPS = ("home", "pages", "bulletins", "library", "directory", "search")
NOT_EDITED_BY_HAND = (
    "user",
    "invitation",
    "securityevent",
    "intake",
    "toldfrom",
    "searchentry",
    "searchword",
    "lookingas",
    "peoplelist",
    "accessgrant",
    "accesslog",
    "announcement",
    "letter",
    "networkmessage",
    "nominationask",
)
NEVER_DELETED = ("delete_nomination", "delete_meeting", "delete_meetingpaper")
"""What is over is ended or cancelled, and stays."""


def keep_group_after_migrations(app_config: AppConfig, **kwargs: Any) -> None:
    """Bring the group up to date, once, after the last app's permissions were made."""
    if app_config is list(apps.get_app_configs())[-1]:
        keep_group()


def keep_group() -> Group:
    """The programme's group, allowed all that its editors do; safe to call again."""
    from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(
        Permission.objects.filter(
            Q(content_type__app_label__in=EDITED_APPS) | Q(codename="access_admin")
        )
        .exclude(content_type__model__in=NOT_EDITED_BY_HAND)
        .exclude(codename__in=NEVER_DELETED)
    )
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page=root_page, permission=permission
        )
    # Wagtail asks for the permissions of its own models, whichever models stand in their place.
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtaildocs", "wagtailimages"],
        codename__in=[
            f"{verb}_{model}"
            for verb in ("add", "change", "choose", "delete")
            for model in ("document", "image")
        ],
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root_collection, permission=permission
        )
    return group


def make_editor(user: User) -> None:
    """Let somebody who works for the programme into the editors' area."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(Group.objects.get(name=GROUP))
