from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "alliance.library"
    label = "library"

    def ready(self) -> None:
        from alliance.directory import access

        from . import findable
        from .agreements import start
        from .models import Publication, Publisher

        access.register(Publication, lambda viewer: access.EVERYTHING)
        access.register(Publisher, lambda viewer: access.EVERYTHING)
        findable.register()
        start.register()
