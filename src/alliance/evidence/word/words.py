"""What the form of a call says before its first question, from the call's row."""

from __future__ import annotations

from django.conf import settings

from alliance.directory.models import Alliance

from ..calls.days import last_of
from ..models import Call
from .write import Words


def words_of(call: Call) -> Words:
    """Why it is asked, until when, how the form returns, and whom to ask."""
    alliance = Alliance.objects.first()
    mail = alliance.contact_email if alliance else ""
    if call.closes_at:
        until = f"Until {last_of(call.closes_at).in_words}."
    else:
        until = "This call never closes, and everybody who answers gets a reply."
    returning = [
        "Save it, and hand it in without an account at "
        f"{settings.WAGTAILADMIN_BASE_URL}{call.get_absolute_url()}form/.",
        f"Or send it by e-mail to {mail}." if mail else "",
        "Each idea needs a form of its own. You may also answer on the site: one question is enough.",
        "Please name no child and no family, and leave out dates of birth and case numbers.",
    ]
    named = call.contact.name if call.contact else ""
    return Words(
        summary=call.summary,
        purpose=[text.strip() for text in call.purpose.split("\n") if text.strip()],
        until=until,
        returning=[line for line in returning if line],
        contact=", ".join(part for part in (named, mail) if part),
    )
