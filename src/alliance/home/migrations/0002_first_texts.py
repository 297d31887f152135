"""Each notice begins with the text that comes with the software."""

from django.db import migrations


def write(apps, schema_editor):
    from alliance.home.notices import FIRST_TEXTS

    notices = apps.get_model("home", "Notice").objects
    for kind, body in FIRST_TEXTS.items():
        notices.get_or_create(kind=kind, defaults={"body": body.strip()})


class Migration(migrations.Migration):
    dependencies = [("home", "0001_tables")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
