"""Logs to standard error, one line an event; never addresses, tokens or answers."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "alliance.links.scrub.ScrubbingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "alliance": {"level": "INFO"},
        # Whoever scans the internet asks for hosts that are not ours; a traceback for each
        # would bury what matters.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
