import alliance.directory.models.looking_as
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('directory', '0002_acting_for'),
        ('directory', '0003_looking_as'),
        ('directory', '0004_people_list'),
        ('directory', '0005_areas'),
        ('directory', '0006_networks'),
        ('directory', '0007_chairs_may_be_admitted'),
        ('directory', '0008_readings_by_support'),
        ('directory', '0009_accounts'),
        ('directory', '0010_programs_in_the_security_log'),
    ]

    # Those of others come first: their small steps are quick while few tables are there (0088).
    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('axes', '0010_accessattemptexpiration'),
        ('directory', '0001_users'),
        ('mail', '0001_tables'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('sessions', '0001_initial'),
        ('socialaccount', '0006_alter_socialaccount_extra_data'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('usersessions', '0001_initial'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Topic',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, unique=True)),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('description', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Network',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=150, unique=True)),
                        ('slug', models.SlugField(max_length=150, unique=True)),
                        ('description', models.TextField(blank=True)),
                        ('is_live', models.BooleanField(default=True, verbose_name='still meets')),
                        ('every_authority', models.BooleanField(default=True, help_text='If not, no authority is listed as having none, and none is asked for one.', verbose_name='every authority has a representative')),
                        ('topics', models.ManyToManyField(blank=True, related_name='networks', to='directory.topic')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='Role',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='directory.person')),
                        ('kind', models.CharField(choices=[('programme_manager', 'Programme manager'), ('programme_support', 'Programme support'), ('dcs', "Director of children's services"), ('dcs_pa', "PA to a director of children's services"), ('lead_member', 'Lead member'), ('chief_executive', 'Chief executive'), ('authority_member', "Member of an authority's staff"), ('data_lead', 'Data lead'), ('commissioner', 'Commissioner'), ('network_lead', 'Network lead'), ('network_chair', 'Chair of a network'), ('network_vice_chair', 'Vice chair of a network'), ('panel_member', 'Panel member'), ('provider', 'Provider'), ('national_partner', 'National partner'), ('contact', 'Contact named in a bulletin')], max_length=20)),
                        ('title', models.CharField(blank=True, help_text='As it is printed.', max_length=200)),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='directory.authority')),
                        ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='directory.network')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                        ('first_seen_on', models.DateField(blank=True, editable=False, help_text='Date of the oldest bulletin that names the person in this role.', null=True)),
                        ('seen_on', models.DateField(blank=True, editable=False, help_text='Date of the newest bulletin that names the person in this role.', null=True, verbose_name='last seen on')),
                    ],
                    options={
                        'ordering': ['person__name', 'kind'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['programme_manager', 'programme_support', 'dcs', 'dcs_pa', 'lead_member', 'chief_executive', 'authority_member', 'data_lead', 'commissioner', 'network_lead', 'network_chair', 'network_vice_chair', 'panel_member', 'provider', 'national_partner', 'contact'])), name='role_kind'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='role_term_in_order', violation_error_message='The term ends before it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('network_chair', 'network_vice_chair')), _negated=True), ('network__isnull', False), _connector='OR'), name='role_chair_of_a_network', violation_error_message='Say of which network they are the chair or vice chair.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('kind__in', ('network_chair', 'network_vice_chair'))), fields=('network', 'kind'), name='role_one_in_the_chair', violation_error_message='The network has one already; give that term its last day.')],
                    },
                ),
                migrations.CreateModel(
                    name='ContactDetail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_details', to='directory.person')),
                        ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Telephone'), ('mobile', 'Mobile')], max_length=6)),
                        ('value', models.CharField(max_length=254)),
                        ('visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='private', max_length=8)),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='holds until')),
                        ('seen_on', models.DateField(blank=True, editable=False, null=True, verbose_name='last seen on')),
                    ],
                    options={
                        'ordering': ['person__name', 'kind', 'value'],
                        'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'value'), name='contact_detail_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['email', 'phone', 'mobile'])), name='contact_detail_kind'), models.CheckConstraint(condition=models.Q(('visibility__in', ['private', 'members', 'public'])), name='contact_detail_visibility')],
                    },
                ),
                migrations.CreateModel(
                    name='Area',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True)),
                        ('slug', models.SlugField(max_length=100, unique=True, verbose_name='last part of the address')),
                        ('description', models.TextField(help_text='Said for everyone, so that they know whether to ask.', verbose_name='what is in it')),
                        ('open_page', models.ForeignKey(blank=True, help_text='What everybody may read of the same matter.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='open page beside it')),
                        ('collection', models.OneToOneField(editable=False, help_text='Of its documents, which those who may enter may open, and nobody else.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection')),
                        ('is_live', models.BooleanField(default=True, help_text='Nobody but the programme enters an area that is not; its documents stay closed.', verbose_name='in use')),
                    ],
                    options={
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='AdmittedRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('area', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='admitted_roles', to='directory.area')),
                        ('kind', models.CharField(choices=[('programme_manager', 'Programme manager'), ('programme_support', 'Programme support'), ('dcs', "Director of children's services"), ('dcs_pa', "PA to a director of children's services"), ('lead_member', 'Lead member'), ('chief_executive', 'Chief executive'), ('authority_member', "Member of an authority's staff"), ('data_lead', 'Data lead'), ('commissioner', 'Commissioner'), ('network_lead', 'Network lead'), ('network_chair', 'Chair of a network'), ('network_vice_chair', 'Vice chair of a network'), ('panel_member', 'Panel member'), ('provider', 'Provider'), ('national_partner', 'National partner'), ('contact', 'Contact named in a bulletin')], max_length=20, verbose_name='role')),
                        ('with_acting', models.BooleanField(default=False, help_text='PAs and deputies, as long as both are named and in their terms.', verbose_name='and who acts for them')),
                    ],
                    options={
                        'ordering': ['kind'],
                        'constraints': [models.UniqueConstraint(fields=('area', 'kind'), name='admitted_role_once', violation_error_message='This role is admitted already.'), models.CheckConstraint(condition=models.Q(('kind__in', ['programme_manager', 'programme_support', 'dcs', 'dcs_pa', 'lead_member', 'chief_executive', 'authority_member', 'data_lead', 'commissioner', 'network_lead', 'network_chair', 'network_vice_chair', 'panel_member', 'provider', 'national_partner', 'contact'])), name='admitted_role_kind'), models.CheckConstraint(condition=models.Q(('with_acting', False), ('kind', 'dcs'), _connector='OR'), name='admitted_role_acted_for', violation_error_message='Nobody acts for any but a director of children’s services.')],
                    },
                ),
                migrations.CreateModel(
                    name='AccessGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='directory.area')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_grants', to='directory.person')),
                        ('authority', models.ForeignKey(blank=True, help_text='For which they asked, and which decides. Without one, the programme does.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='access_grants', to='directory.authority')),
                        ('state', models.CharField(choices=[('asked', 'Waiting for a decision'), ('granted', 'May enter'), ('refused', 'Refused'), ('withdrawn', 'Taken back by the asker'), ('ended', 'Ended')], default='asked', max_length=9)),
                        ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('why', models.TextField(verbose_name='why they ask')),
                        ('asking_told_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('decided_as', models.CharField(blank=True, choices=[('role', 'in their own role'), ('deputy', 'as deputy'), ('programme', 'for the programme'), ('asker', 'for themselves'), ('calendar', 'by the calendar')], max_length=9)),
                        ('refusal', models.TextField(blank=True, verbose_name='why it was refused')),
                        ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('decision_told_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_as', models.CharField(blank=True, choices=[('role', 'in their own role'), ('deputy', 'as deputy'), ('programme', 'for the programme'), ('asker', 'for themselves'), ('calendar', 'by the calendar')], max_length=9)),
                        ('ended_why', models.TextField(blank=True, verbose_name='why it ended')),
                        ('ending_told_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': 'access to an area',
                        'verbose_name_plural': 'access to areas',
                        'ordering': ['-asked_at', '-pk'],
                        'indexes': [models.Index(fields=['authority', 'state'], name='access_by_authority'), models.Index(fields=['person', 'state'], name='access_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('person', 'area'), name='access_asked_for_once'), models.UniqueConstraint(condition=models.Q(('state', 'granted')), fields=('person', 'area'), name='access_given_once'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'granted', 'refused', 'withdrawn', 'ended'])), name='access_state'), models.CheckConstraint(condition=models.Q(models.Q(('decided_as__in', ('role', 'deputy', 'programme')), ('decided_at__isnull', False), ('state__in', ('granted', 'refused', 'ended'))), models.Q(('decided_as', ''), ('decided_at__isnull', True), ('state__in', ('asked', 'withdrawn'))), _connector='OR'), name='access_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), models.Q(('refusal', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('refusal', '')), _connector='OR'), name='access_refused_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on__isnull', False), ('state__in', ('granted', 'ended'))), models.Q(models.Q(('state__in', ('granted', 'ended')), _negated=True), ('ends_on__isnull', True), ('starts_on__isnull', True)), _connector='OR'), name='access_given_for_a_time', violation_error_message='The last day comes before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_as__in', ['role', 'deputy', 'programme', 'asker', 'calendar']), ('ended_at__isnull', False), ('state__in', ('ended', 'withdrawn'))), models.Q(models.Q(('state__in', ('ended', 'withdrawn')), _negated=True), ('ended_as', ''), ('ended_at__isnull', True), ('ended_why', '')), _connector='OR'), name='access_ended_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), models.Q(('ended_why', ''), _negated=True), _connector='OR'), name='access_ended_with_a_reason'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='access_asked_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='AccessLog',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='access_log', to='directory.person')),
                        ('seen_as', models.ForeignKey(blank=True, help_text='As whom the programme’s support saw the site meanwhile.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.person')),
                        ('authority', models.ForeignKey(blank=True, help_text="As one of whose people they came in; the programme's staff come as nobody's.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                        ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                        ('what', models.CharField(choices=[('page', 'Page'), ('download', 'Download')], max_length=8)),
                        ('title', models.CharField(max_length=255)),
                        ('path', models.CharField(max_length=1000)),
                    ],
                    options={
                        'verbose_name': 'reading in a restricted area',
                        'verbose_name_plural': 'readings in restricted areas',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['authority', '-at'], name='access_log_of_authority'), models.Index(fields=['person', 'area', '-at'], name='access_log_of_person'), models.Index(fields=['-at'], name='access_log_by_time')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('what__in', ['page', 'download'])), name='access_log_what')],
                    },
                ),
                migrations.CreateModel(
                    name='ActingFor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts_for', to='directory.person')),
                        ('principal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acted_for_by', to='directory.person')),
                        ('capacity', models.CharField(choices=[('pa', 'PA: answers and looks after, decides and signs nothing'), ('deputy', 'Deputy: answers and decides, signs nothing')], max_length=6)),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                    ],
                    options={
                        'verbose_name': 'acting for',
                        'verbose_name_plural': 'who acts for whom',
                        'ordering': ['principal__name', 'capacity', 'person__name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('capacity__in', ['pa', 'deputy'])), name='acting_capacity'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='acting_term_in_order', violation_error_message='The term ends before it begins.'), models.CheckConstraint(condition=models.Q(('person', models.F('principal')), _negated=True), name='acting_for_another', violation_error_message='Nobody acts for themselves.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'principal', 'capacity'), name='acting_once', violation_error_message='This person acts for them already; end that first.')],
                    },
                ),
                migrations.CreateModel(
                    name='Alliance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('short_name', models.CharField(max_length=40)),
                        ('region', models.CharField(blank=True, max_length=100)),
                        ('purpose', models.CharField(blank=True, help_text='One line of what it is, shown on the front page.', max_length=200)),
                        ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name="programme's e-mail address")),
                        ('host', models.ForeignKey(blank=True, help_text='The authority that holds the money and the contracts.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.authority')),
                        ('is_sample', models.BooleanField(default=False, editable=False)),
                        ('sample_day', models.DateField(blank=True, editable=False, help_text="The day that the sample's weeks are counted back from.", null=True)),
                    ],
                    options={
                        'verbose_name_plural': 'alliance',
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='alliance_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='directory.person')),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                        ('may_edit', models.BooleanField(default=False, help_text='For those who work for the programme.', verbose_name='may use the editors’ area')),
                        ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('expires_at', models.DateTimeField()),
                        ('message', models.ForeignKey(blank=True, help_text='The last mail about it, as long as the outbox knows of it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mail.message')),
                        ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('user', models.ForeignKey(blank=True, help_text='The account that came of it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                        ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        'ordering': ['-invited_at', '-pk'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at__isnull', True), ('revoked_at__isnull', True)), name='invitation_once_an_address'), models.UniqueConstraint(condition=models.Q(('accepted_at__isnull', True), ('revoked_at__isnull', True)), fields=('person',), name='invitation_once_a_person'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('revoked_at__isnull', True), _connector='OR'), name='invitation_one_end'), models.CheckConstraint(condition=models.Q(('user__isnull', True), ('accepted_at__isnull', False), _connector='OR'), name='invitation_account_when_accepted')],
                    },
                ),
                migrations.CreateModel(
                    name='LookingAs',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('seen_as', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looked_as_by', to=settings.AUTH_USER_MODEL)),
                        ('reason', models.CharField(max_length=300)),
                        ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('until', models.DateTimeField(default=alliance.directory.models.looking_as._in_half_an_hour, editable=False)),
                        ('ended_at', models.DateTimeField(editable=False, null=True)),
                    ],
                    options={
                        'verbose_name': 'looking as somebody',
                        'verbose_name_plural': 'looking as somebody',
                        'ordering': ['-begun_at'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('by', models.F('seen_as')), _negated=True), name='looking_as_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='looking_as_has_reason'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('begun_at'))), name='looking_as_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='directory.network')),
                        ('subject', models.CharField(max_length=150)),
                        ('text', models.TextField(max_length=10000)),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('writer', models.CharField(help_text='Their name, as the message had it.', max_length=200)),
                        ('standing', models.CharField(choices=[('director', 'Director of the authority'), ('deputy', 'Deputy of the director'), ('pa', 'PA to the director'), ('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('lead', 'Network lead'), ('programme', 'Programme')], max_length=10)),
                        ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('copies', models.PositiveIntegerField(help_text='To how many it was written.')),
                        ('form', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Of the form it was written in: sent twice, it is one message.', unique=True)),
                    ],
                    options={
                        'ordering': ['-written_at', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('standing__in', ['chair', 'vice_chair', 'lead', 'programme'])), name='network_message_standing')],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='directory.networkmessage')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                        ('address', models.EmailField(blank=True, max_length=254)),
                        ('subject', models.CharField(blank=True, max_length=250)),
                        ('text', models.TextField(blank=True)),
                        ('reply_to', models.EmailField(blank=True, max_length=254)),
                        ('state', models.CharField(choices=[('due', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Could not be sent')], default='due', max_length=7)),
                        ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('taken_at', models.DateTimeField(blank=True, help_text='When sending it began.', null=True)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'due')), fields=['id'], name='letter_due')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['due', 'sending', 'sent', 'failed'])), name='letter_state'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='letter_sent_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['due', 'sending']), _negated=True), models.Q(('address', ''), _negated=True), _connector='OR'), name='letter_due_has_an_address'), models.UniqueConstraint(condition=models.Q(('message__isnull', False), models.Q(('address', ''), _negated=True)), fields=('message', 'address'), name='letter_once_to_an_address')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('network', models.ForeignKey(help_text='Which calls the meeting.', on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='directory.network')),
                        ('title', models.CharField(blank=True, help_text='If it has one of its own, as “Joint day on inclusion”.', max_length=200)),
                        ('on', models.DateField(db_index=True, verbose_name='date')),
                        ('at', models.TimeField(blank=True, help_text='Leave it out if only the day is known.', null=True, verbose_name='begins')),
                        ('ends_at', models.TimeField(blank=True, null=True, verbose_name='ends')),
                        ('place', models.CharField(blank=True, help_text='A room or “on line”. Everybody can read it.', max_length=200)),
                        ('link', models.URLField(blank=True, help_text='Shown to signed-in members of the network only, never in a calendar.', max_length=1000, verbose_name='joining link')),
                        ('about', models.TextField(blank=True, help_text='Everybody can read it.', max_length=5000, verbose_name='what it is about')),
                        ('is_cancelled', models.BooleanField(default=False, editable=False, verbose_name='cancelled')),
                        ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='why it is cancelled')),
                        ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Raised by each change, so that two who edit at once notice each other.')),
                        ('joint_with', models.ManyToManyField(blank=True, related_name='joint_meetings', to='directory.network', verbose_name='joint with')),
                    ],
                    options={
                        'ordering': ['-on', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('at__isnull', False), ('ends_at__isnull', True), _connector='OR'), models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('at')), _connector='OR')), name='meeting_times_in_order', violation_error_message='The meeting ends before it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('is_cancelled', True), models.Q(('reason', ''), _negated=True)), models.Q(('is_cancelled', False), ('reason', '')), _connector='OR'), name='meeting_cancelled_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Announcement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='directory.meeting')),
                        ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('on', models.DateField()),
                        ('at', models.TimeField(blank=True, null=True)),
                        ('ends_at', models.TimeField(blank=True, null=True)),
                        ('is_cancelled', models.BooleanField(default=False)),
                        ('is_correction', models.BooleanField(default=False, help_text='Puts right what was entered wrongly before it: that is not told as moved from.')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('at__isnull', False), ('ends_at__isnull', True), _connector='OR'), models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('at')), _connector='OR')), name='announcement_times_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='Nomination',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='directory.network')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='directory.authority')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='directory.person')),
                        ('seat', models.CharField(choices=[('representative', 'Representative'), ('deputy', 'Deputy')], default='representative', max_length=14, verbose_name='as')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, help_text='The last day.', null=True, verbose_name='to')),
                        ('taken_back_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('nominated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('nominated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('standing', models.CharField(choices=[('director', 'Director of the authority'), ('deputy', 'Deputy of the director'), ('pa', 'PA to the director'), ('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('lead', 'Network lead'), ('programme', 'Programme')], default='programme', editable=False, max_length=10, verbose_name='in what right')),
                        ('principal', models.ForeignKey(blank=True, editable=False, help_text='The director for whom a PA or a deputy named them.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person')),
                        ('said_by', models.CharField(blank=True, help_text='Who told the network lead or the programme: name and post.', max_length=200, verbose_name='who said so')),
                    ],
                    options={
                        'ordering': ['authority__name', '-seat', '-starts_on', '-pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('seat__in', ['representative', 'deputy'])), name='nomination_seat'), models.CheckConstraint(condition=models.Q(('standing__in', ('director', 'deputy', 'pa')), models.Q(('standing__in', ('lead', 'programme')), models.Q(('said_by', ''), _negated=True)), _connector='OR'), name='nomination_somebody_said_so', violation_error_message='Say who of the authority told you.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='nomination_term_in_order', violation_error_message='The term ends before it begins.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('taken_back_at__isnull', True)), fields=('network', 'authority', 'seat'), name='nomination_one_in_a_seat', violation_error_message='Somebody is in this seat without a last day; end that first.')],
                    },
                ),
                migrations.CreateModel(
                    name='NominationAsk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('network', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='directory.network')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.authority')),
                        ('asked_on', models.DateField()),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('standing', models.CharField(choices=[('director', 'Director of the authority'), ('deputy', 'Deputy of the director'), ('pa', 'PA to the director'), ('chair', 'Chair'), ('vice_chair', 'Vice chair'), ('lead', 'Network lead'), ('programme', 'Programme')], max_length=10)),
                    ],
                    options={
                        'ordering': ['-asked_on', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('network', 'authority', 'asked_on'), name='nomination_asked_once_a_day'), models.CheckConstraint(condition=models.Q(('standing__in', ('lead', 'programme'))), name='nomination_ask_standing')],
                    },
                ),
                migrations.CreateModel(
                    name='PeopleList',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('file_name', models.CharField(max_length=200)),
                        ('rows', models.JSONField()),
                        ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        'ordering': ['-read_at'],
                    },
                ),
                migrations.CreateModel(
                    name='SecurityEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('kind', models.CharField(choices=[('signed_in', 'Signed in'), ('signed_out', 'Signed out'), ('failed', 'Password refused'), ('factor_failed', 'Second factor refused'), ('locked_out', 'Locked out after wrong passwords'), ('closed', 'Closed to passwords after many wrong ones'), ('released', 'Let in again by the programme'), ('password_changed', 'Password changed'), ('password_reset', 'New password chosen by mail'), ('address_changed', 'E-mail address changed'), ('factor_added', 'Second factor added'), ('factor_removed', 'Second factor removed'), ('factor_reset', 'Second factor taken off by the programme'), ('codes_made', 'Recovery codes made'), ('code_used', 'Recovery code used'), ('invited', 'Invited'), ('invited_again', 'Invited again'), ('withdrawn', 'Invitation withdrawn'), ('accepted', 'Invitation accepted'), ('connected', 'Sign-in of an organisation connected'), ('disconnected', 'Sign-in of an organisation taken off'), ('not_connected', 'Sign-in of an organisation refused'), ('sessions_ended', 'Signed out everywhere'), ('shut', 'Account shut'), ('reopened', 'Account opened again'), ('token_made', 'Token for a program made'), ('token_revoked', 'Token for a program revoked'), ('token_refused', 'Token of a program refused'), ('webhook_added', 'Webhook added'), ('webhook_taken', 'Webhook taken away')], max_length=16)),
                        ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('account_label', models.CharField(blank=True, help_text='Its e-mail address at the time.', max_length=254)),
                        ('roles', models.CharField(blank=True, help_text='What its owner was at the time.', max_length=300)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by_label', models.CharField(blank=True, help_text="Who did it, where it was not the account's owner.", max_length=254)),
                        ('method', models.CharField(blank=True, help_text='As “Password, authenticator app”.', max_length=80)),
                        ('ip', models.GenericIPAddressField(blank=True, null=True, verbose_name='network address')),
                        ('browser', models.CharField(blank=True, max_length=200)),
                        ('detail', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['-at', '-id'], name='security_by_time'), models.Index(fields=['account', 'kind', '-at'], name='security_of_account')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['signed_in', 'signed_out', 'failed', 'factor_failed', 'locked_out', 'closed', 'released', 'password_changed', 'password_reset', 'address_changed', 'factor_added', 'factor_removed', 'factor_reset', 'codes_made', 'code_used', 'invited', 'invited_again', 'withdrawn', 'accepted', 'connected', 'disconnected', 'not_connected', 'sessions_ended', 'shut', 'reopened', 'token_made', 'token_revoked', 'token_refused', 'webhook_added', 'webhook_taken'])), name='security_event_kind')],
                    },
                ),
            ],
        ),
    ]
