import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('delivery', '0001_calendar_entries'),
        ('delivery', '0002_days_that_begin_at_an_hour'),
        ('delivery', '0003_ends'),
        ('delivery', '0004_mailings'),
        ('delivery', '0005_lists'),
        ('delivery', '0006_visits'),
        ('delivery', '0007_returns'),
        ('delivery', '0008_ledger'),
        ('delivery', '0009_begun'),
    ]

    dependencies = [
        ('directory', '0002_tables'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='CalendarEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(help_text='Kind of matter, as registered.', max_length=20)),
                        ('object_id', models.PositiveBigIntegerField()),
                        ('kind', models.CharField(choices=[('deadline', 'Deadline'), ('event', 'Event')], max_length=8)),
                        ('first_day', models.DateField(help_text='The day it was first given for.')),
                        ('uid', models.CharField(max_length=320, unique=True)),
                        ('day', models.DateField(db_index=True)),
                        ('begins', models.TimeField(blank=True, help_text='British time; empty = a whole day.', null=True)),
                        ('ends', models.TimeField(blank=True, help_text='Empty = nobody says when.', null=True)),
                        ('sequence', models.PositiveIntegerField(default=0)),
                        ('is_cancelled', models.BooleanField(default=False)),
                        ('wording', models.CharField(help_text='Digest of what its matter said last.', max_length=32)),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name_plural': 'calendar entries',
                        'ordering': ['day', 'uid'],
                        'indexes': [models.Index(fields=['source', 'object_id'], name='calendar_entry_matter')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['deadline', 'event'])), name='calendar_entry_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='Mailing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(editable=False, max_length=80, unique=True)),
                        ('kind', models.CharField(choices=[('bulletin', 'Bulletin'), ('weekly', 'Weekly digest'), ('monthly', 'Monthly digest'), ('calendar', 'Dates')], max_length=8)),
                        ('source_id', models.PositiveBigIntegerField(blank=True, help_text='Primary key of the bulletin; none of a digest.', null=True)),
                        ('window_from', models.DateTimeField(blank=True, help_text='Of a digest: after this…', null=True)),
                        ('window_until', models.DateTimeField(blank=True, help_text='…up to this.', null=True)),
                        ('subject', models.CharField(blank=True, max_length=250)),
                        ('letter', models.JSONField(blank=True, editable=False, help_text='What it says, frozen when it begins.', null=True)),
                        ('state', models.CharField(choices=[('planned', 'Begins at its time'), ('writing', 'Copies are being written'), ('sending', 'Being sent'), ('paused', 'Paused'), ('done', 'Sent'), ('cancelled', 'Cancelled')], default='planned', max_length=9)),
                        ('why', models.CharField(blank=True, help_text='Why it stands where it stands.', max_length=300)),
                        ('begins_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('begun_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('written_to', models.PositiveBigIntegerField(default=0, editable=False, help_text='Copies are written up to this subscriber.')),
                        ('totals', models.JSONField(default=dict, editable=False, help_text='Copies by state, kept when the copies are not.')),
                    ],
                    options={
                        'ordering': ['-begins_at', '-pk'],
                        'indexes': [models.Index(fields=['state', 'begins_at'], name='mailing_by_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['bulletin', 'weekly', 'monthly', 'calendar'])), name='mailing_kind'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'writing', 'sending', 'paused', 'done', 'cancelled'])), name='mailing_state'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ('done', 'cancelled'))), models.Q(models.Q(('state__in', ('done', 'cancelled')), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='mailing_ended_at'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['writing', 'sending', 'paused', 'done']), _negated=True), models.Q(('begun_at__isnull', False), ('letter__isnull', False)), _connector='OR'), name='mailing_begun_is_frozen'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'bulletin'), ('source_id__isnull', False)), models.Q(models.Q(('kind', 'bulletin'), _negated=True), ('window_from__isnull', False), ('window_until__isnull', False)), _connector='OR'), name='mailing_of_a_bulletin_or_a_window'), models.UniqueConstraint(condition=models.Q(('window_from__isnull', False), models.Q(('state', 'cancelled'), _negated=True)), fields=('kind', 'window_from'), name='mailing_window_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Variant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='variants', to='delivery.mailing')),
                        ('key', models.CharField(help_text='Digest of what is chosen from the letter.', max_length=64)),
                        ('subject', models.CharField(max_length=250)),
                        ('html', models.TextField()),
                        ('text', models.TextField()),
                        ('short', models.TextField(blank=True, help_text='Markdown for carriers that take no HTML.')),
                        ('attachment', models.TextField(blank=True, help_text='iCalendar, where dates are sent.')),
                    ],
                    options={
                        'ordering': ['mailing', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('mailing', 'key'), name='variant_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MailingRules',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bulletins_at_once', models.BooleanField(default=True, help_text='Without it, somebody of the programme presses “Send it”.', verbose_name='send a bulletin when it is published')),
                        ('wait_minutes', models.PositiveSmallIntegerField(default=10, help_text='In which it can still be stopped.', verbose_name='minutes to wait first')),
                        ('digests', models.BooleanField(default=True, verbose_name='send digests and dates')),
                        ('a_minute', models.PositiveIntegerField(default=0, help_text='0 = as fast as the mail server takes them.', verbose_name='most messages a minute')),
                        ('a_minute_by_domain', models.JSONField(blank=True, default=dict, help_text='As {“nhs.net”: 60}.', verbose_name='most messages a minute to one domain')),
                    ],
                    options={
                        'verbose_name_plural': 'mailing rules',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='mailing_rules_one_row'), models.CheckConstraint(condition=models.Q(('wait_minutes__lte', 1440)), name='mailing_rules_wait_a_day_at_most')],
                    },
                ),
                migrations.CreateModel(
                    name='Subscriber',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='subscriber', to='directory.person')),
                        ('said_authority', models.ForeignKey(blank=True, help_text='As they say; it opens nothing.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority', verbose_name='authority')),
                        ('standing', models.CharField(choices=[('waiting', 'Has yet to confirm'), ('active', 'Is sent mail'), ('left', 'Has left'), ('erased', 'Erased')], default='waiting', max_length=7)),
                        ('frequency', models.CharField(choices=[('each', 'Each bulletin, when it comes out'), ('weekly', 'One mail a week with everything that is new'), ('monthly', 'One mail a month with everything that is new'), ('asked', 'Only bulletins that ask something of me'), ('calendar', 'Only dates: new and changed ones, once a week')], default='each', max_length=8)),
                        ('audiences', models.JSONField(blank=True, default=list, help_text='None = all.')),
                        ('links_version', models.PositiveIntegerField(default=1, editable=False, help_text='Raise it, and every link sent before opens nothing.')),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('left_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('topics', models.ManyToManyField(blank=True, related_name='+', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['address', 'pk'],
                        'indexes': [models.Index(fields=['standing', 'frequency'], name='subscriber_by_wish')],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('address'), condition=models.Q(('address', ''), _negated=True), name='subscriber_address_once'), models.CheckConstraint(condition=models.Q(('standing__in', ['waiting', 'active', 'left', 'erased'])), name='subscriber_standing'), models.CheckConstraint(condition=models.Q(('frequency__in', ['each', 'weekly', 'monthly', 'asked', 'calendar'])), name='subscriber_frequency'), models.CheckConstraint(condition=models.Q(models.Q(('standing', 'active'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='subscriber_active_is_confirmed'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', False), ('standing', 'left')), models.Q(('standing', 'left'), _negated=True), _connector='OR'), name='subscriber_left_at'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('erased_at__isnull', False), ('name', ''), ('standing', 'erased')), models.Q(models.Q(('standing', 'erased'), _negated=True), ('erased_at__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='subscriber_erased_is_empty')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='delivery.subscriber')),
                        ('by', models.CharField(choices=[('form', 'Subscribed on the site'), ('account', 'Chose it signed in'), ('list', 'Came with a list'), ('directory', 'Added by the programme from the directory')], max_length=9)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('words', models.TextField(help_text='What they agreed to, or what the list says of it.')),
                        ('source', models.CharField(blank=True, help_text='Name of the list, as “Mailchimp, 1 October 2026”.', max_length=200)),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('by__in', ['form', 'account', 'list', 'directory'])), name='consent_by'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='consent_says_what')],
                    },
                ),
                migrations.CreateModel(
                    name='Copy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='delivery.mailing')),
                        ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='delivery.variant')),
                        ('subscriber', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='delivery.subscriber')),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                        ('recipient', models.EmailField(blank=True, help_text='Empty once erased.', max_length=254)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('domain', models.CharField(blank=True, max_length=254)),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('claimed', 'Being sent'), ('sent', 'Taken by the mail server'), ('bounced', 'Came back'), ('failed', 'Could not be sent'), ('held', 'Held: this site may not reach it'), ('passed', 'Not sent: they left, or mail to them comes back'), ('cancelled', 'Not sent: the mailing was cancelled')], default='waiting', max_length=9)),
                        ('why', models.CharField(blank=True, help_text="The mail server's words, or ours.", max_length=300)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('claim', models.CharField(blank=True, editable=False, max_length=40)),
                        ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('sent_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('provider_id', models.CharField(blank=True, editable=False, help_text='What a provider calls it.', max_length=150)),
                        ('has_complained', models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        'verbose_name_plural': 'copies',
                        'ordering': ['mailing', 'pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['mailing', 'due_at'], name='copy_due'), models.Index(condition=models.Q(('state', 'claimed')), fields=['lease_until'], name='copy_lease'), models.Index(fields=['mailing', 'state'], name='copy_by_state'), models.Index(fields=['mailing', 'authority'], name='copy_by_authority'), models.Index(fields=['sent_at', 'domain'], name='copy_by_sending'), models.Index(condition=models.Q(('provider_id', ''), _negated=True), fields=['provider_id'], name='copy_of_provider')],
                        'constraints': [models.UniqueConstraint(fields=('mailing', 'subscriber'), name='copy_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'claimed', 'sent', 'bounced', 'failed', 'held', 'passed', 'cancelled'])), name='copy_state'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'claimed'), models.Q(('claim', ''), _negated=True)), models.Q(models.Q(('state', 'claimed'), _negated=True), ('claim', ''), ('lease_until__isnull', True)), _connector='OR'), name='copy_claimed_with_a_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent', 'bounced']), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='copy_sent_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Return',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text="What tells it from others: the provider's event, or the mail's Message-ID.", max_length=200, unique=True)),
                        ('copy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='returns', to='delivery.copy')),
                        ('kind', models.CharField(choices=[('hard', 'There is no such mailbox'), ('soft', 'Could not be put into the mailbox this time'), ('complaint', 'Marked as unwanted'), ('left', 'Left at the provider')], max_length=9)),
                        ('said', models.CharField(blank=True, max_length=300)),
                        ('code', models.CharField(blank=True, help_text='As 5.1.1', max_length=12)),
                        ('came_by', models.CharField(help_text="“smtp”, “mail”, or the provider's name.", max_length=20)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['hard', 'soft', 'complaint', 'left'])), name='return_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='ReturnMailbox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='As user@host/folder: another one is read anew.', max_length=400, unique=True)),
                        ('validity', models.PositiveBigIntegerField(default=0, help_text='While it is the same, a number names the same mail.')),
                        ('uid', models.PositiveBigIntegerField(default=0, help_text='Read up to this one.')),
                        ('looked_at', models.DateTimeField(blank=True, null=True)),
                        ('read_at', models.DateTimeField(blank=True, help_text='When that last worked.', null=True)),
                        ('fault', models.CharField(blank=True, max_length=300)),
                        ('taken', models.PositiveIntegerField(default=0, help_text='Of a copy of ours.')),
                        ('unknown', models.PositiveIntegerField(default=0, help_text='Of no copy that is known here.')),
                        ('other', models.PositiveIntegerField(default=0, help_text='Notices, letters, delays.')),
                    ],
                    options={
                        'verbose_name_plural': 'return mailboxes',
                    },
                ),
                migrations.CreateModel(
                    name='SubscriberList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(choices=[('table', 'A table of ours or of another program'), ('mailchimp', 'A Mailchimp export')], max_length=9)),
                        ('file_name', models.CharField(max_length=200)),
                        ('digest', models.CharField(editable=False, help_text='SHA-256 of what came.', max_length=64)),
                        ('consent_words', models.TextField(help_text='What the people on it agreed to, and how.')),
                        ('consent_on', models.DateField(help_text='Where a row says no day of its own.')),
                        ('state', models.CharField(choices=[('waiting', 'Waits to be looked at'), ('saving', 'Is being saved'), ('saved', 'Saved'), ('dropped', 'Not saved')], default='waiting', max_length=7)),
                        ('rows', models.BinaryField(default=b'', help_text='Sealed; empty once settled.')),
                        ('row_count', models.PositiveIntegerField(default=0, editable=False)),
                        ('saved_to', models.PositiveIntegerField(default=0, editable=False, help_text='So many rows are saved.')),
                        ('counts', models.JSONField(default=dict, editable=False, help_text='Rows by what became of them.')),
                        ('settled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['digest'], name='subscriber_list_by_digest')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['table', 'mailchimp'])), name='subscriber_list_kind'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state__in', ('waiting', 'saving')), models.Q(('rows', b''), _negated=True)), models.Q(('rows', b''), ('settled_at__isnull', False), ('state__in', ['saved', 'dropped'])), _connector='OR'), name='subscriber_list_settled_is_empty'), models.CheckConstraint(condition=models.Q(('consent_words', ''), _negated=True), name='subscriber_list_says_whence')],
                    },
                ),
                migrations.CreateModel(
                    name='Suppression',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address_hash', models.CharField(editable=False, max_length=64, unique=True)),
                        ('address', models.EmailField(blank=True, help_text='Empty once its owner is erased.', max_length=254)),
                        ('why', models.CharField(choices=[('left', 'Left by their own wish'), ('erased', 'Asked to be erased'), ('bounced', 'Mail to it comes back'), ('programme', 'Stopped by the programme'), ('complained', 'Marked our mail as unwanted')], max_length=10)),
                        ('detail', models.CharField(blank=True, help_text='What the mail server or the list said.', max_length=300)),
                        ('since', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-since', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('why__in', ['left', 'erased', 'bounced', 'programme', 'complained'])), name='suppression_why')],
                    },
                ),
                migrations.CreateModel(
                    name='MailingVisits',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='delivery.mailing')),
                        ('day', models.DateField()),
                        ('visits', models.PositiveIntegerField()),
                    ],
                    options={
                        'verbose_name_plural': 'visits of mailings',
                        'ordering': ['mailing', 'day'],
                        'constraints': [models.UniqueConstraint(fields=('mailing', 'day'), name='mailing_visits_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='SenderLook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('domain', models.CharField(max_length=254)),
                        ('verdicts', models.JSONField(default=list, editable=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='sender_look_one_row')],
                    },
                ),
            ],
        ),
    ]
