"""Who may sign in, and how: e-mail and password, a second factor for editors, lock-out."""

from datetime import timedelta

from .environment import ENVIRONMENT

AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses before a password is tried
    "alliance.directory.security.guesses.GuessLimitBackend",  # from wherever the guesses come
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    # NIST SP 800-63B-4 and the NCSC (decision 25): length, and not one that is tried first.
    {"NAME": "alliance.directory.passwords.LongEnough"},
    {"NAME": "alliance.directory.passwords.NotTriedFirst"},
    {"NAME": "alliance.directory.passwords.NotAboutYou"},
]
PASSWORD_HASHERS = [
    # Needs memory as well as time to guess; in Python's own library, so that nothing is installed.
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    # Opens what was made before; the next sign-in makes it anew.
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "alliance.directory.account_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation, to a known address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever did not change it themselves hears of it
ACCOUNT_RATE_LIMITS = {
    # Whoever asks for a new password for somebody else fills that person's mailbox.
    "reset_password": "10/m/ip,3/h/key",
    # Of one place, which may be a whole council's. Of one account: axes below, whose page says how
    # one comes in again, and `guesses.py`; a limit here would answer first, and say nothing.
    "login_failed": "30/m/ip",
}
ACCOUNT_FORMS = {
    "change_password": "alliance.directory.account_forms.ChangeForm",
    "set_password": "alliance.directory.account_forms.SetForm",
    "reset_password_from_key": "alliance.directory.account_forms.ResetForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

USERSESSIONS_ADAPTER = "alliance.directory.account_adapter.SessionsAdapter"

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alliance"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# A try meanwhile is not looked at and makes nobody wait longer than the page says.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
# Without it guesses for all accounts are counted as one, and a council behind one address is out.
AXES_USERNAME_CALLABLE = "alliance.directory.security.noting.typed_address"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "429.html"

# Enforced everywhere but in the sample region, whose people exist for an afternoon.
SECOND_FACTOR_REQUIRED = not ENVIRONMENT.demo
