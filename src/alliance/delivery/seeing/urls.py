from django.urls import path

from .views import mailings, preview, rules, sender

urlpatterns = [
    path("", mailings.mailings, name="mailings"),
    path("rules/", rules.mailing_rules, name="mailing_rules"),
    path("sender/", sender.mailing_sender, name="mailing_sender"),
    path("bulletins/<int:bulletin>/preview/", preview.bulletin_preview, name="bulletin_as_mail"),
    path(
        "bulletins/<int:bulletin>/preview/page/",
        preview.bulletin_preview_page,
        name="bulletin_as_mail_page",
    ),
    path("<int:pk>/", mailings.mailing, name="mailing"),
    path("<int:pk>/preview/", preview.mailing_preview, name="mailing_preview"),
    path("<int:pk>/preview/page/", preview.mailing_preview_page, name="mailing_preview_page"),
    path("<int:pk>/time/", mailings.change_beginning, name="mailing_time"),
    path("<int:pk>/cancel/", mailings.cancel, name="cancel_mailing"),
    path("<int:pk>/try-again/", mailings.try_again, name="try_mailing_again"),
    path("<int:pk>/not-received/", mailings.not_received, name="not_received"),
]
