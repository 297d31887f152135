import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('jobs', '0001_initial'),
    ]

    dependencies = [
        ('directory', '0001_users'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('path', models.CharField(help_text='Module and name of the function.', max_length=200)),
                        ('args', models.JSONField(default=list, help_text='Ids only: never addresses, never text.')),
                        ('kwargs', models.JSONField(blank=True, default=dict)),
                        ('unique_key', models.CharField(blank=True, help_text='At most one unstarted job has this key.', max_length=64)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('return_to', models.CharField(blank=True, help_text='Where its page leads when it is done.', max_length=300)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=7)),
                        ('priority', models.SmallIntegerField(default=0, help_text='Higher goes first.')),
                        ('run_after', models.DateTimeField(default=django.utils.timezone.now)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('max_attempts', models.PositiveSmallIntegerField(default=1)),
                        ('worker', models.CharField(blank=True, max_length=100)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('progress_done', models.PositiveIntegerField(default=0)),
                        ('progress_total', models.PositiveIntegerField(blank=True, null=True)),
                        ('progress_words', models.CharField(blank=True, max_length=200)),
                        ('result', models.CharField(blank=True, help_text='What came of it.', max_length=500)),
                        ('error', models.CharField(blank=True, help_text='Why the last try failed.', max_length=500)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('started_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'indexes': [models.Index(models.OrderBy(models.F('priority'), descending=True), models.F('run_after'), models.F('created_at'), condition=models.Q(('state', 'waiting')), name='job_due'), models.Index(condition=models.Q(('state', 'running')), fields=['lease_until'], name='job_lease'), models.Index(fields=['finished_at'], name='job_finished')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='job_state'), models.CheckConstraint(condition=models.Q(models.Q(('attempts__gte', 1), ('lease_until__isnull', False), ('state', 'running'), models.Q(('worker', ''), _negated=True)), models.Q(models.Q(('state', 'running'), _negated=True), ('lease_until__isnull', True), ('worker', '')), _connector='OR'), name='job_held_while_running'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ('done', 'failed'))), models.Q(('finished_at__isnull', True), ('state__in', ('waiting', 'running'))), _connector='OR'), name='job_finished_when_finished'), models.CheckConstraint(condition=models.Q(('attempts__lte', models.F('max_attempts')), ('max_attempts__gte', 1)), name='job_attempts'), models.UniqueConstraint(condition=models.Q(('started_at__isnull', True), ('state', 'waiting'), models.Q(('unique_key', ''), _negated=True)), fields=('unique_key',), name='job_unique_while_unstarted')],
                    },
                ),
                migrations.CreateModel(
                    name='Schedule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, unique=True)),
                        ('path', models.CharField(max_length=200)),
                        ('every', models.DurationField(blank=True, null=True)),
                        ('at', models.TimeField(blank=True, help_text='Local time of day.', null=True)),
                        ('weekday', models.PositiveSmallIntegerField(blank=True, help_text='0 is Monday; empty is every day.', null=True)),
                        ('next_run_at', models.DateTimeField(db_index=True)),
                        ('last_run_at', models.DateTimeField(blank=True, null=True)),
                        ('paused', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('at__isnull', True), ('every__isnull', False), ('weekday__isnull', True)), models.Q(('at__isnull', False), ('every__isnull', True)), _connector='OR'), name='schedule_every_or_at'), models.CheckConstraint(condition=models.Q(('weekday__isnull', True), ('weekday__lte', 6), _connector='OR'), name='schedule_weekday')],
                    },
                ),
            ],
        ),
    ]
