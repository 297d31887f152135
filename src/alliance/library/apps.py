from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "alliance.library"
    label = "library"

    def ready(self) -> None:
        from alliance.directory.areas import contents

        from . import access_rules, findable
        from .restricted import documents_of

        access_rules.register()
        contents.register(inside=documents_of)
        findable.register()
