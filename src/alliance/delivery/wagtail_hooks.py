"""The way to what delivery has for the programme from the editors' area."""

from __future__ import annotations

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def mailings() -> MenuItem:
    return MenuItem("Mailings", reverse("mailings"), icon_name="mail", order=166)


@hooks.register("register_admin_menu_item")
def subscribers() -> MenuItem:
    return MenuItem("Subscribers", reverse("subscribers"), icon_name="group", order=168)
