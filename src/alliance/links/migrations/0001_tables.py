import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('links', '0001_initial'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('directory', '0001_users'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='SignedLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(help_text='One purpose a link, as “answer”.', max_length=40)),
                        ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                        ('content_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(blank=True, max_length=64)),
                        ('user', models.ForeignKey(blank=True, help_text='The account it was sent to, if any.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person_id', models.BigIntegerField(blank=True, help_text='Id of the person it was sent to, if any.', null=True)),
                        ('single_use', models.BooleanField(default=False)),
                        ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, editable=False, help_text='First use; opening is not using.', null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='link_of_subject'), models.Index(fields=['person_id'], name='link_of_person'), models.Index(fields=['expires_at'], name='link_expiry')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='signed_link_expires_after_issue', violation_error_message='The link would expire before it is sent.'), models.CheckConstraint(condition=models.Q(models.Q(('content_type__isnull', True), ('object_id', '')), models.Q(('content_type__isnull', False), models.Q(('object_id', ''), _negated=True)), _connector='OR'), name='signed_link_subject_whole')],
                    },
                ),
            ],
        ),
    ]
