from django.urls import path

from .views import choices, leaving, own, subscribing

urlpatterns = [
    path("subscribe/", subscribing.subscribe, name="subscribe"),
    path("subscribe/sent/", subscribing.subscribe_sent, name="subscribe_sent"),
    path(
        "subscribe/confirm/<str:token>/",
        subscribing.confirm_subscription,
        name="confirm_subscription",
    ),
    path("preferences/", choices.ask_for_choices, name="ask_for_choices"),
    path("preferences/sent/", choices.choices_sent, name="choices_sent"),
    path("preferences/<str:token>/", choices.choices, name="choices"),
    path("unsubscribe/<str:token>/", leaving.unsubscribe, name="unsubscribe"),
    path("accounts/subscription/", own.own_subscription, name="own_subscription"),
]
