"""Which apps there are, what every request passes through, where templates are."""

from .environment import ENVIRONMENT

DEBUG = ENVIRONMENT.debug

INSTALLED_APPS = [
    # ours, top to bottom as in docs/architecture.md
    "alliance.config.apps.AllianceConfig",
    "alliance.home",
    "alliance.api",
    "alliance.pages",
    "alliance.bulletins",
    "alliance.evidence",
    "alliance.actions",
    "alliance.sources",
    "alliance.library",
    "alliance.delivery",
    "alliance.directory",
    "alliance.mail",
    "alliance.audit",
    "alliance.editions",
    "alliance.jobs",
    "alliance.links",
    "alliance.search",
    "alliance.ui",
    # the editors' area
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # accounts
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    # background work
    "django_tasks",
    # Django
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alliance.config.maintenance.MaintenanceMiddleware",
    "alliance.config.packing.PackTextMiddleware",
    "alliance.links.scrub.TokenPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alliance.delivery.seeing.visits.VisitsMiddleware",
    # Answers from memory: what every page must have is put on by those above.
    "alliance.editions.shared.SharedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "alliance.directory.looking_as.middleware.LookingAsMiddleware",
    "alliance.directory.editors_area.EditorsAreaMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "alliance.pages.oldsite.answering.OldAddressesMiddleware",
]

ROOT_URLCONF = "alliance.config.urls"
WSGI_APPLICATION = "alliance.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "alliance.home.context.site",
            ],
        },
    }
]
FORM_RENDERER = "alliance.ui.forms.FormRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    # Checks for deployment that ask for what we decided against, see security.py:
    "security.W005",  # an authority's other subdomains are not ours to promise HTTPS for
    "security.W019",  # the editors' preview is a frame of our own
    "security.W021",  # nor to enter into browsers' preload lists
]
