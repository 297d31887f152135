"""Milliseconds of processor per page of the plain site, as JSON: `… measure PAGES.json`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from benches.requests import ask, milliseconds


def main(pages: list[dict[str, str]]) -> dict[str, float]:
    """Make a page of each title and body, and time it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAIN_WAGTAIL_DATABASE"] = str(Path(folder) / "plain.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "benches.plain_wagtail.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application
        from wagtail.models import Page, Site

        from benches.plain_wagtail.models import PlainPage

        call_command("migrate", verbosity=0)
        root = Page.get_first_root_node()
        Page.objects.filter(depth__gt=1).delete()
        root.refresh_from_db()
        home = root.add_child(instance=PlainPage(title="Home", slug="home", body="<p>Welcome.</p>"))
        Site.objects.all().delete()
        Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
        application = get_wsgi_application()
        taken = {}
        for number, page in enumerate(pages):
            home.add_child(
                instance=PlainPage(title=page["title"], slug=f"page-{number}", body=page["body"])
            )
            home.refresh_from_db()
        for number, page in enumerate(pages):
            address = f"/page-{number}/"
            assert ask(application, address).status == 200, ask(application, address)
            taken[page["name"]] = milliseconds(application, address)
        return taken


if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
