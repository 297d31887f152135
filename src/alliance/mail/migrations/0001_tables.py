import django.utils.timezone
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('mail', '0001_outbox'),
    ]

    dependencies = [
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.SlugField(help_text='What it is for, as “invitation”.', max_length=40)),
                        ('recipient', models.EmailField(max_length=254, verbose_name='to')),
                        ('subject', models.CharField(blank=True, max_length=250)),
                        ('content', models.BinaryField(default=b'', help_text='What it says, sealed; empty once it is erased.')),
                        ('bears_secret', models.BooleanField(default=False, editable=False, help_text='Holds a link that lets somebody in: erased as soon as it is sent.')),
                        ('message_id', models.CharField(editable=False, help_text='The same at every try, so that whoever gets it twice can tell.', max_length=150, unique=True)),
                        ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Could not be sent'), ('held', 'Held, not sent')], default='queued', max_length=7)),
                        ('why', models.CharField(blank=True, help_text='Why it is where it is.', max_length=300)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('sent_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['due_at'], name='mail_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='mail_lease'), models.Index(fields=['state', '-created_at'], name='mail_by_state'), models.Index(fields=['-created_at'], name='mail_by_time')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sending', 'sent', 'failed', 'held'])), name='mail_state'), models.CheckConstraint(condition=models.Q(models.Q(('attempts__gte', 1), ('lease_until__isnull', False), ('state', 'sending')), models.Q(models.Q(('state', 'sending'), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='mail_held_while_being_sent'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='mail_sent_at_a_time'), models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('content', b''), models.Q(('state__in', ('queued', 'sending')), _negated=True)), _connector='OR'), name='mail_erased_is_empty')],
                    },
                ),
            ],
        ),
    ]
