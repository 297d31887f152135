"""The one row, so that raising it is one statement."""

from django.db import migrations


def first(apps, schema_editor):
    apps.get_model("editions", "Edition").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_tables")]
    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
