import alliance.library.models.agreement
import alliance.library.models.agreement_files
import alliance.library.models.agreement_signatures
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('library', '0001_initial'),
        ('library', '0003_papers_of_meetings'),
        ('library', '0004_kinds_and_versions'),
        ('library', '0005_documents'),
        ('library', '0006_link_checks'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('directory', '0002_tables'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Agreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('mou', 'Memorandum of Understanding'), ('moc', 'Memorandum of Co-operation'), ('other', 'Another agreement')], max_length=5)),
                        ('title', models.CharField(max_length=200)),
                        ('slug', models.SlugField(help_text='The last part of the page’s address.', max_length=80, unique=True, verbose_name='address')),
                        ('summary', models.TextField(blank=True, help_text='What it is about, in two or three sentences.')),
                        ('review_months', models.PositiveSmallIntegerField(blank=True, default=12, null=True, verbose_name='months between reviews')),
                        ('ends_on', models.DateField(blank=True, help_text='When the agreement as a whole has ended.', null=True, verbose_name='last day')),
                        ('text_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='the agreement, its versions and its reviews')),
                        ('signatures_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='who has signed, and signed copies')),
                        ('standings_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='public', max_length=8, verbose_name='how each authority stands to each protocol')),
                        ('exceptions_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='members', max_length=8, verbose_name='exceptions, and why something changed')),
                        ('caps_visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='members', max_length=8, verbose_name='pay caps')),
                        ('parties', models.ManyToManyField(blank=True, help_text='Choose none if every member of the alliance is a party.', related_name='agreements', to='directory.authority')),
                    ],
                    options={
                        'ordering': ['title'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['mou', 'moc', 'other'])), name='agreement_kind'), models.CheckConstraint(condition=models.Q(('text_visibility__in', ['private', 'members', 'public'])), name='agreement_text_visibility'), models.CheckConstraint(condition=models.Q(('signatures_visibility__in', ['private', 'members', 'public'])), name='agreement_signatures_visibility'), models.CheckConstraint(condition=models.Q(('standings_visibility__in', ['private', 'members', 'public'])), name='agreement_standings_visibility'), models.CheckConstraint(condition=models.Q(('exceptions_visibility__in', ['private', 'members', 'public'])), name='agreement_exceptions_visibility'), models.CheckConstraint(condition=models.Q(('caps_visibility__in', ['private', 'members', 'public'])), name='agreement_caps_visibility')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='library.agreement')),
                        ('label', models.CharField(help_text='As people call it: “2026”, “v4”.', max_length=40, verbose_name='version')),
                        ('state', models.CharField(choices=[('draft', 'Draft, for the programme only'), ('published', 'Published')], default='draft', max_length=9)),
                        ('starts_on', models.DateField(verbose_name='in force from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='in force to')),
                        ('changes', models.TextField(blank=True, help_text='In words, against the version before it.', verbose_name='what changed')),
                        ('file', models.FileField(blank=True, help_text='PDF, Word or OpenDocument, up to 20 MB. What is signed on the site must be here.', upload_to=alliance.library.models.agreement._place_of_document, validators=[alliance.library.models.agreement_files.check_document], verbose_name='document')),
                        ('url', models.URLField(blank=True, help_text='Where it stands elsewhere.', max_length=2000, verbose_name='or its address')),
                        ('sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint')),
                        ('size', models.PositiveBigIntegerField(default=0, editable=False)),
                    ],
                    options={
                        'verbose_name': 'version of an agreement',
                        'verbose_name_plural': 'versions of agreements',
                        'ordering': ['agreement', '-starts_on'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'label'), name='agreement_version_label_once', violation_error_message='This agreement has a version of that name.'), models.UniqueConstraint(fields=('agreement', 'starts_on'), name='agreement_version_start_once', violation_error_message='Another version is in force from that day.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='agreement_version_state'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='agreement_version_term_in_order', violation_error_message='The version ends before it begins.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('file', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreement_version_has_document', violation_error_message='Give the document or its address before it is published.'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('sha256', '')), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='agreement_version_fingerprint')],
                    },
                ),
                migrations.CreateModel(
                    name='Protocol',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='protocols', to='library.agreement')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('text', models.TextField(blank=True, verbose_name='what it says')),
                        ('effective_from', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                        ('order', models.PositiveSmallIntegerField(default=0, help_text='Where it stands in the register; those alike, by number.')),
                        ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='last reviewed on')),
                    ],
                    options={
                        'ordering': ['agreement', 'order', 'number'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='protocol_number_once', violation_error_message='This agreement has a protocol of that number.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('effective_from__lte', models.F('ends_on')), _connector='OR'), name='protocol_term_in_order', violation_error_message='The protocol ends before it begins.')],
                    },
                ),
                migrations.CreateModel(
                    name='ProtocolStanding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='library.protocol')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                        ('state', models.CharField(choices=[('not_asked', 'Not asked'), ('pledged', 'Pledged'), ('live', 'Live'), ('left', 'Left')], max_length=9)),
                        ('effective_on', models.DateField(help_text='The first day on which it holds.', verbose_name='from')),
                        ('why', models.TextField(blank=True)),
                        ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('struck_out_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('struck_out_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('struck_out_why', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': 'standing to a protocol',
                        'verbose_name_plural': 'standings to protocols',
                        'ordering': ['protocol', 'authority', 'effective_on', 'pk'],
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['not_asked', 'pledged', 'live', 'left'])), name='standing_state'), models.UniqueConstraint(condition=models.Q(('struck_out_at__isnull', True)), fields=('protocol', 'authority', 'effective_on'), name='standing_once_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('struck_out_at__isnull', True), ('struck_out_why', '')), models.Q(('struck_out_at__isnull', False), models.Q(('struck_out_why', ''), _negated=True)), _connector='OR'), name='standing_struck_out_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='StandingException',
                    fields=[
                        ('standing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='exception', serialize=False, to='library.protocolstanding')),
                        ('text', models.TextField()),
                    ],
                    options={
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='standing_exception_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='library.agreementversion')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                        ('role', models.CharField(choices=[('dcs', "Director of children's services"), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member')], max_length=20)),
                        ('turn', models.PositiveSmallIntegerField()),
                        ('act', models.CharField(choices=[('signed', 'Signed'), ('withdrew', 'Withdrew the signature'), ('struck_out', 'Recorded in error')], max_length=10)),
                        ('way', models.CharField(choices=[('site', 'On the site'), ('paper', 'On paper')], max_length=5, verbose_name='how')),
                        ('on', models.DateField(help_text='The first day on which it counts.', verbose_name='from')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                        ('name', models.CharField(blank=True, help_text='Of the signer, as signed.', max_length=200)),
                        ('standing', models.CharField(blank=True, help_text='In what right, in words, at that moment.', max_length=300)),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='fingerprint of what was signed')),
                        ('scan', models.FileField(blank=True, upload_to=alliance.library.models.agreement_signatures._place_of_scan, validators=[alliance.library.models.agreement_files.check_scan])),
                        ('why', models.TextField(blank=True)),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'line of the signature book',
                        'verbose_name_plural': 'signature book',
                        'ordering': ['version', 'authority', 'role', 'turn'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('version', 'authority', 'role', 'turn'), name='signature_turn_once'), models.CheckConstraint(condition=models.Q(models.Q(('act', 'signed'), ('turn__in', range(1, 100, 2))), models.Q(('act__in', ('withdrew', 'struck_out')), ('turn__in', range(2, 101, 2))), _connector='OR'), name='signature_turns_alternate'), models.CheckConstraint(condition=models.Q(('role__in', ['dcs', 'chief_executive', 'lead_member'])), name='signature_role'), models.CheckConstraint(condition=models.Q(('way__in', ['site', 'paper'])), name='signature_way'), models.CheckConstraint(condition=models.Q(('act', 'signed'), models.Q(('why', ''), _negated=True), _connector='OR'), name='signature_ends_for_a_reason'), models.CheckConstraint(condition=models.Q(('way', 'paper'), models.Q(('act', 'signed'), _negated=True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='signature_of_a_document')],
                    },
                ),
                migrations.CreateModel(
                    name='CappedRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capped_roles', to='library.agreement')),
                        ('name', models.CharField(help_text='As “Social worker” or “Team manager”.', max_length=120)),
                        ('definition', models.TextField(blank=True, help_text='Who counts as one.')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': 'role with a pay cap',
                        'verbose_name_plural': 'roles with a pay cap',
                        'ordering': ['agreement', 'order', 'name'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'name'), name='capped_role_once', violation_error_message='This agreement has a role of that name.')],
                    },
                ),
                migrations.CreateModel(
                    name='PayCap',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='caps', to='library.cappedrole')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=8, verbose_name='£')),
                        ('per', models.CharField(choices=[('hour', 'an hour'), ('day', 'a day')], default='hour', max_length=4)),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                        ('note', models.CharField(blank=True, help_text='As “with umbrella fees”.', max_length=200)),
                    ],
                    options={
                        'ordering': ['role', '-starts_on'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='pay_cap_amount', violation_error_message='Give an amount of more than nothing.'), models.CheckConstraint(condition=models.Q(('per__in', ['hour', 'day'])), name='pay_cap_per'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='pay_cap_term_in_order', violation_error_message='The cap ends before it begins.'), models.UniqueConstraint(fields=('role', 'starts_on'), name='pay_cap_start_once', violation_error_message='This role has a cap from that day; change that one.')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='library.agreement')),
                        ('due_on', models.DateField(verbose_name='due by')),
                        ('done_on', models.DateField(blank=True, null=True)),
                        ('outcome', models.TextField(blank=True, help_text='What was found, and to whom a new version was sent.')),
                    ],
                    options={
                        'verbose_name': 'review of an agreement',
                        'verbose_name_plural': 'reviews of agreements',
                        'ordering': ['agreement', '-due_on'],
                        'default_permissions': ('add', 'change', 'view'),
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'due_on'), name='agreement_review_once', violation_error_message='A review of this agreement is due on that day already.'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='agreement_review_says_what_came_of_it', violation_error_message='Say what the review found.')],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                        ('title', models.CharField(max_length=255, verbose_name='title')),
                        ('file', models.FileField(upload_to='documents', verbose_name='file')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                        ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                        ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                        ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                        ('sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='fingerprint')),
                        ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='taken out')),
                        ('archived_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('archived_why', models.TextField(blank=True, editable=False, verbose_name='why')),
                        ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                    ],
                    options={
                        'verbose_name': 'document',
                        'verbose_name_plural': 'documents',
                        'permissions': [('choose_documentfile', 'Can choose document')],
                        'abstract': False,
                        'indexes': [models.Index(fields=['sha256'], name='document_by_content')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('archived_at__isnull', True), models.Q(('archived_why', ''), _negated=True), _connector='OR'), name='document_taken_out_for_a_reason')],
                    },
                    bases=(modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='EarlierFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_files', to='library.documentfile')),
                        ('file', models.FileField(upload_to='documents')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='fingerprint')),
                        ('size', models.PositiveBigIntegerField(null=True)),
                        ('replaced_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-replaced_at', '-pk'],
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='FileText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=255, unique=True)),
                        ('state', models.CharField(choices=[('text', 'Its text is searched'), ('no text', 'No text to search: scanned, or only pictures'), ('unreadable', 'Could not be read')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('pages', models.PositiveIntegerField(blank=True, null=True)),
                        ('begins', models.CharField(blank=True, max_length=300)),
                        ('first_page', models.FileField(blank=True, upload_to='first_pages')),
                        ('sketch', models.JSONField(blank=True, default=list)),
                        ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'text'), models.Q(('text', ''), _negated=True)), models.Q(models.Q(('state', 'text'), _negated=True), ('text', '')), _connector='OR'), name='file_text_where_there_is_some'), models.CheckConstraint(condition=models.Q(('state__in', ['text', 'no text', 'unreadable'])), name='file_text_state')],
                    },
                ),
                migrations.CreateModel(
                    name='Picture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                        ('title', models.CharField(max_length=255, verbose_name='title')),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                        ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                        ('width', models.IntegerField(editable=False, verbose_name='width')),
                        ('height', models.IntegerField(editable=False, verbose_name='height')),
                        ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                        ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                        ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                        ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                        ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                        ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                    ],
                    options={
                        'permissions': [('choose_picture', 'Can choose picture')],
                        'abstract': False,
                    },
                    bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='Rendition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('filter_spec', models.CharField(db_index=True, max_length=255)),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                        ('width', models.IntegerField(editable=False)),
                        ('height', models.IntegerField(editable=False)),
                        ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                        ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='library.picture')),
                    ],
                    options={
                        'unique_together': {('image', 'filter_spec', 'focal_point_key')},
                    },
                    bases=(wagtail.images.models.ImageFileMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='LinkHost',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=255, unique=True)),
                        ('not_before', models.DateTimeField(blank=True, help_text='As it asked for itself, or after it did not answer.', null=True)),
                        ('held_until', models.DateTimeField(blank=True, help_text='A worker is asking it; a lost one is forgotten then.', null=True)),
                        ('answered_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'site of links',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Link',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('url', models.TextField(verbose_name='address')),
                        ('digest', models.CharField(help_text='SHA-256 of the address.', max_length=64, unique=True)),
                        ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='library.linkhost')),
                        ('finding', models.ForeignKey(blank=True, help_text='The newest; none before the first look.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='library.linkfinding')),
                        ('failing_days', models.PositiveIntegerField(default=0, help_text='Days on which it failed since it last worked.')),
                        ('failed_last_on', models.DateField(blank=True, null=True)),
                        ('dead_since', models.DateTimeField(blank=True, help_text='Since when it counts as dead: it failed on days enough.', null=True)),
                        ('next_look_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                        ('etag', models.CharField(blank=True, max_length=300)),
                        ('modified', models.CharField(blank=True, max_length=100)),
                        ('left_until', models.DateTimeField(blank=True, help_text='Not reported until then: it works for people.', null=True)),
                        ('left_because', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                        ('left_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('dead_since__isnull', True), ('failing_days__gte', 1), _connector='OR'), name='link_dead_after_failing'), models.CheckConstraint(condition=models.Q(models.Q(('failed_last_on__isnull', True), ('failing_days', 0)), models.Q(('failed_last_on__isnull', False), ('failing_days__gte', 1)), _connector='OR'), name='link_failed_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('left_because', ''), ('left_by__isnull', True), ('left_until__isnull', True)), models.Q(('left_until__isnull', False), models.Q(('left_because', ''), _negated=True)), _connector='OR'), name='link_left_for_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='LinkFinding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='library.link')),
                        ('verdict', models.CharField(choices=[('works', 'Works'), ('moved', 'Moved for good'), ('not_found', 'Not found'), ('gone', 'Gone for good'), ('circles', 'Goes round in circles'), ('no_site', 'No such site'), ('fault', 'The site has a fault'), ('unknown', 'Could not be checked'), ('not_asked', 'Not asked')], max_length=9)),
                        ('status', models.PositiveSmallIntegerField(blank=True, help_text='Of the last answer; none if there was no answer.', null=True)),
                        ('words', models.CharField(blank=True, help_text='What was found, for people.', max_length=500)),
                        ('moved_to', models.TextField(blank=True)),
                        ('first_seen', models.DateTimeField()),
                        ('last_seen', models.DateTimeField()),
                        ('times', models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        'ordering': ['-first_seen', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['works', 'moved', 'not_found', 'gone', 'circles', 'no_site', 'fault', 'unknown', 'not_asked'])), name='link_finding_verdict'), models.CheckConstraint(condition=models.Q(('first_seen__lte', models.F('last_seen')), ('times__gte', 1)), name='link_finding_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'moved'), models.Q(('moved_to', ''), _negated=True)), models.Q(models.Q(('verdict', 'moved'), _negated=True), ('moved_to', '')), _connector='OR'), name='link_finding_moved_somewhere')],
                    },
                ),
                migrations.CreateModel(
                    name='LinkPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='library.link')),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.PositiveBigIntegerField()),
                        ('written', models.TextField(help_text='The address as it stands there, with its fragment.')),
                        ('title', models.CharField(max_length=500)),
                        ('page', models.CharField(help_text='Path of the page on which it stands.', max_length=500)),
                        ('edit', models.CharField(blank=True, help_text='Path where it can be changed.', max_length=500)),
                        ('day', models.DateField(blank=True, help_text='Of what is dated, as a bulletin is.', null=True)),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('day'), descending=True, nulls_first=True), 'title', 'pk'],
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='link_place_of_row')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='directory.meeting')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_papers', to='library.documentfile')),
                        ('kind', models.CharField(choices=[('agenda', 'Agenda'), ('paper', 'Paper'), ('minutes', 'Minutes')], default='paper', max_length=7)),
                        ('title', models.CharField(max_length=200)),
                        ('audience', models.CharField(choices=[('members', 'Members of the network'), ('public', 'Everyone'), ('programme', 'The programme only')], default='members', max_length=9, verbose_name='who may read it')),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('added_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('removed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['kind', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['agenda', 'paper', 'minutes'])), name='meeting_paper_kind'), models.CheckConstraint(condition=models.Q(('audience__in', ['members', 'public', 'programme'])), name='meeting_paper_audience')],
                    },
                ),
                migrations.CreateModel(
                    name='Publisher',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200, unique=True)),
                        ('slug', models.SlugField(max_length=200, unique=True)),
                        ('also_known_as', models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                        ('title', models.CharField(max_length=500)),
                        ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='library.publisher')),
                        ('kind', models.CharField(blank=True, choices=[('guidance', 'Guidance'), ('statutory', 'Statutory guidance'), ('policy', 'Policy or strategy'), ('consultation', 'Consultation'), ('report', 'Report'), ('research', 'Research'), ('inspection', 'Inspection'), ('statistics', 'Data and statistics'), ('tool', 'Tool'), ('template', 'Template'), ('training', 'Training or webinar')], help_text='Empty: not said.', max_length=12)),
                        ('place', models.CharField(blank=True, choices=[('', 'As the rules say'), ('held', 'Keep it on the list'), ('off', 'Leave it out')], default='', max_length=4, verbose_name='tools and templates')),
                        ('place_until', models.DateField(blank=True, help_text='The last day on which that holds; empty: until it is changed.', null=True, verbose_name='until')),
                        ('published_on', models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='published or updated')),
                        ('url', models.URLField(blank=True, editable=False, max_length=2000, verbose_name='address')),
                        ('document', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.documentfile')),
                        ('match_key', models.CharField(db_index=True, editable=False, help_text='Title folded for comparison: case, punctuation and accents removed.', max_length=500)),
                        ('topics', models.ManyToManyField(blank=True, related_name='publications', to='directory.topic')),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('published_on'), descending=True, nulls_last=True), 'title'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['', 'guidance', 'statutory', 'policy', 'consultation', 'report', 'research', 'inspection', 'statistics', 'tool', 'template', 'training'])), name='publication_kind'), models.CheckConstraint(condition=models.Q(('place__in', ['', 'held', 'off'])), name='publication_place'), models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), ('place_until__isnull', True), _connector='OR'), name='publication_place_until_of_a_place', violation_error_message='Say what holds until that day, or leave the day out.')],
                    },
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('publication', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='library.publication')),
                        ('label', models.CharField(blank=True, help_text='As “2nd edition” or “December 2023 update”.', max_length=100)),
                        ('published_on', models.DateField(blank=True, help_text='The latest day is the version that is shown. One of them may have none.', null=True, verbose_name='published or updated')),
                        ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='library.documentfile')),
                        ('what_changed', models.TextField(blank=True, help_text='Since the version before, in a sentence or two.')),
                        ('withdrawn_on', models.DateField(blank=True, null=True)),
                        ('withdrawn_because', models.CharField(blank=True, max_length=300, verbose_name='why')),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('added_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-published_on', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('publication', 'published_on'), name='version_one_a_day', violation_error_message='There is a version of that day; change that one.'), models.UniqueConstraint(condition=models.Q(('published_on__isnull', True)), fields=('publication',), name='version_one_without_a_day', violation_error_message='Only one version may be without a day: it is the oldest.'), models.CheckConstraint(condition=models.Q(('published_on__isnull', False), models.Q(('url', ''), _negated=True), ('document__isnull', False), _connector='OR'), name='version_says_something', violation_error_message='Give its day, its address or its document.'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_because', ''), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='version_withdrawn_with_a_reason', violation_error_message='A version is withdrawn on a day and for a reason: give both.')],
                    },
                ),
            ],
        ),
    ]
