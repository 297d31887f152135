"""The way to the sources from the editors' area; the pages have the site's own look."""

from __future__ import annotations

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def sources() -> MenuItem:
    return MenuItem("Sources", reverse("sources"), icon_name="download", order=165)
