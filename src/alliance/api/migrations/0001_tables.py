import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('api', '0001_tokens_and_webhooks'),
    ]

    dependencies = [
        ('actions', '0001_tables'),
        ('directory', '0002_tables'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Repeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('key_hash', models.CharField(editable=False, max_length=64)),
                        ('body_hash', models.CharField(editable=False, max_length=64)),
                        ('response', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actions.response')),
                        ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        'ordering': ['-created_at'],
                        'constraints': [models.UniqueConstraint(fields=('user', 'key_hash'), name='repeat_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Token',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                        ('name', models.CharField(help_text='By which its owner knows the program.', max_length=60)),
                        ('can_read', models.BooleanField(default=False, verbose_name='read')),
                        ('can_answer', models.BooleanField(default=False, verbose_name='answer')),
                        ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                        ('last_four', models.CharField(editable=False, max_length=4)),
                        ('made_with', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Of the form: sent twice, it makes one.')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('expires_at', models.DateTimeField(editable=False)),
                        ('last_used_on', models.DateField(blank=True, editable=False, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('revoked_why', models.CharField(blank=True, editable=False, max_length=100)),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(fields=['user', '-created_at'], name='token_of_user')],
                        'constraints': [models.UniqueConstraint(fields=('user', 'made_with'), name='token_once_a_form'), models.UniqueConstraint(models.F('user'), django.db.models.functions.text.Lower('name'), condition=models.Q(('revoked_at__isnull', True)), name='token_name_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='token_named'), models.CheckConstraint(condition=models.Q(('can_read', True), ('can_answer', True), _connector='OR'), name='token_may_do_something'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_expires'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', False), ('revoked_why', ''), _connector='OR'), name='token_revoked_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Webhook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to=settings.AUTH_USER_MODEL)),
                        ('url', models.CharField(max_length=500, verbose_name='address')),
                        ('events', models.JSONField(default=list)),
                        ('secret', models.BinaryField(help_text='By which we sign, sealed.')),
                        ('made_with', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Of the form: sent twice, it adds one.')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('reached_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='when it last took something')),
                        ('off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('off_why', models.CharField(blank=True, editable=False, max_length=200)),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(fields=['owner', '-created_at'], name='webhook_of_owner')],
                        'constraints': [models.UniqueConstraint(fields=('owner', 'made_with'), name='webhook_once_a_form'), models.CheckConstraint(condition=models.Q(('url', ''), _negated=True), name='webhook_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('off_at__isnull', True), ('off_why', '')), models.Q(('off_at__isnull', False), models.Q(('off_why', ''), _negated=True)), _connector='OR'), name='webhook_off_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Happening',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('event', models.CharField(choices=[('action.opened', 'action.opened'), ('action.changed', 'action.changed'), ('action.ended', 'action.ended'), ('answer.counted', 'answer.counted')], max_length=20)),
                        ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actions.action')),
                        ('ask', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actions.ask')),
                        ('response', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actions.response')),
                        ('action_state', models.CharField(max_length=9)),
                        ('ask_state', models.CharField(blank=True, max_length=10)),
                        ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
                        ('spread_at', models.DateTimeField(editable=False, help_text='When it was written down for each webhook.', null=True)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('spread_at__isnull', True)), fields=['at'], name='happening_unspread')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['action.opened', 'action.changed', 'action.ended', 'answer.counted'])), name='happening_event')],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='api.webhook')),
                        ('happening', models.ForeignKey(help_text='None: a test.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='api.happening')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('taken', 'Taken'), ('given_up', 'Given up'), ('withheld', 'Not sent')], default='waiting', max_length=8)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('status', models.PositiveSmallIntegerField(help_text='What the address answered last; none if it gave no answer.', null=True)),
                        ('why', models.CharField(blank=True, help_text='Why it is where it is.', max_length=300)),
                        ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False)),
                        ('tried_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'verbose_name_plural': 'deliveries',
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='delivery_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='delivery_lease'), models.Index(fields=['webhook', '-created_at'], name='delivery_of_webhook')],
                        'constraints': [models.UniqueConstraint(fields=('webhook', 'happening'), name='delivery_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'taken', 'given_up', 'withheld'])), name='delivery_state'), models.CheckConstraint(condition=models.Q(models.Q(('attempts__gte', 1), ('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='delivery_held_while_being_sent')],
                    },
                ),
            ],
        ),
    ]
