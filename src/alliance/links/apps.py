from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "alliance.links"
    label = "links"

    def ready(self) -> None:
        from .scrub import bears_token

        # Those of the contract, named here so that none is ever without; a new one is named by
        # the app that serves it.
        for prefix in ("/answer/", "/preferences/", "/unsubscribe/"):
            bears_token(prefix)
        # allauth's links in mails: a new password, a new address.
        bears_token("/accounts/password/reset/key/")
        bears_token("/accounts/confirm-email/")
