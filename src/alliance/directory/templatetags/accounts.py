"""What pages about accounts ask of the account before them."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from alliance.directory.second_factor import lacks_second_factor, needs_second_factor

register = template.Library()


@register.filter
def needs_a_second_factor(user: Any) -> bool:
    return needs_second_factor(user)


@register.filter
def lacks_a_second_factor(user: Any) -> bool:
    return lacks_second_factor(user)


@register.simple_tag
def organisations(email: str = "") -> list[dict[str, str]]:
    """Those by whose accounts one may sign in: all, or those that may vouch for an address."""
    domain = email.rpartition("@")[2].casefold()
    provider: Any = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    return [
        {
            "name": app["name"],
            "address": reverse("openid_connect_login", args=[app["provider_id"]]),
        }
        for app in provider["APPS"]
        if not email or domain in app["settings"]["domains"]
    ]


@register.filter
def browser_name(agent: str) -> str:
    """“Firefox on Windows”, from what a browser says of itself; its own words if that is unclear."""
    browsers = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
    browsers |= {"Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome"}
    browsers |= {"Safari": "Safari"}
    machines = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android"}
    machines |= {"Windows": "Windows", "Mac OS X": "a Mac", "CrOS": "a Chromebook"}
    machines |= {"Linux": "Linux"}
    browser = next((name for key, name in browsers.items() if key in agent), "")
    machine = next((name for key, name in machines.items() if key in agent), "")
    if browser and machine:
        return f"{browser} on {machine}"
    return browser or machine or agent[:60] or "a browser that says nothing of itself"
