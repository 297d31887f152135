"""Keys, hosts, headers and the content security policy."""

from csp.constants import NONCE, NONE, SELF

from .environment import ENVIRONMENT, EnvironmentFault

# Needed to serve; not to print help, nor to run the tests, which bring their own.
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.secret_keys_before)
if not SECRET_KEY:
    raise EnvironmentFault(
        f"There is no ALLIANCE_SECRET_KEY, neither in the environment nor in "
        f"{ENVIRONMENT.data / 'alliance.env'}. Run “alliance setup” to make a new alliance, or "
        "“alliance demo” to look round a sample region."
    )

ALLOWED_HOSTS = [ENVIRONMENT.host] if ENVIRONMENT.secure else ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{ENVIRONMENT.host}"] if ENVIRONMENT.secure else []

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editors' preview is a frame of our own
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "alliance.directory.send_again.send_again"
SESSION_COOKIE_AGE = 14 * 24 * 3600

CONTENT_SECURITY_POLICY = {
    # Wagtail's own screens need inline styles and scripts; they are only for editors.
    "EXCLUDE_URL_PREFIXES": ("/cms/",),
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
