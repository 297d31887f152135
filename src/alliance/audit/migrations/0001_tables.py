import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0001_initial'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('directory', '0001_users'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='AuditEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('actor_label', models.CharField(help_text="The actor's name at the time, kept when the account goes.", max_length=254)),
                        ('acting_for', models.CharField(blank=True, help_text='As “Anytown” or “the chair”, where it was said.', max_length=200)),
                        ('verb', models.CharField(max_length=60)),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(max_length=64)),
                        ('object_label', models.CharField(blank=True, max_length=200)),
                        ('changes', models.JSONField(default=dict, help_text="field: [before, after]; null where the field's values are not for keeping.")),
                        ('reason', models.TextField(blank=True)),
                        ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['content_type', 'object_id', '-at'], name='audit_of_thing'), models.Index(fields=['actor', '-at'], name='audit_of_actor'), models.Index(fields=['-at'], name='audit_by_time')],
                    },
                ),
            ],
        ),
    ]
