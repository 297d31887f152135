import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from alliance.lay_out import LayOut


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('directory', '0001_initial'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        LayOut(
            models=[
                migrations.CreateModel(
                    name='Authority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True)),
                        ('slug', models.SlugField(max_length=100, unique=True)),
                        ('ons_code', models.CharField(max_length=9, unique=True, validators=[django.core.validators.RegexValidator('^[EWSN]\\d{8}$', 'Write the nine-character code, as E10000014.')], verbose_name='ONS code')),
                        ('size_band', models.CharField(choices=[('large', 'Large'), ('small', 'Small')], default='small', max_length=5)),
                        ('is_member', models.BooleanField(default=True, help_text='Others may appear as neighbours.', verbose_name='member of the alliance')),
                    ],
                    options={
                        'verbose_name_plural': 'authorities',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('size_band__in', ['large', 'small'])), name='authority_size_band')],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('also_known_as', models.JSONField(blank=True, default=list, help_text='Other spellings met in old bulletins.')),
                        ('organisation', models.CharField(blank=True, max_length=200)),
                        ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.authority')),
                        ('visibility', models.CharField(choices=[('private', 'The programme only'), ('members', 'Signed-in members'), ('public', 'Everyone')], default='private', help_text='Of the name.', max_length=8)),
                        ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'people',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('visibility__in', ['private', 'members', 'public'])), name='person_visibility'), models.CheckConstraint(condition=models.Q(('visibility', 'private'), ('confirmed_at__isnull', False), _connector='OR'), name='person_private_until_confirmed', violation_error_message='Confirm this person before others may see them.')],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='user', to='directory.person')),
                        ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                        ('is_staff', models.BooleanField(default=False, help_text="May use the editors' area.", verbose_name='works for the programme')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'ordering': ['email'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
                    },
                ),
            ],
        ),
    ]
