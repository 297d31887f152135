"""The project itself as an app: start-up checks that belong to no part."""

from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "alliance.config"
    label = "config"
    verbose_name = "Alliance"
