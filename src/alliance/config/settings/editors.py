"""The editors' area."""

from .environment import ENVIRONMENT

WAGTAIL_SITE_NAME = "Alliance"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.address
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# By default the editor's browser asks the makers' host for news and an avatar host for faces.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# No model but our own from the first migration: adding fields later is then an ordinary step.
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "library.DocumentFile"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_I18N_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True
# Private means “signed in” or “of a group”: a password that is passed round is nobody's.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
