"""Ideas in the menu of the editors' area; pages are there by themselves."""

from __future__ import annotations

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def ideas() -> MenuItem:
    return MenuItem("Ideas", reverse("ideas"), icon_name="help", order=170)
