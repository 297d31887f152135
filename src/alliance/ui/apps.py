from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "alliance.ui"
    label = "ui"
