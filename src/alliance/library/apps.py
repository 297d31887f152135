from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "alliance.library"
    label = "library"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.directory import access
        from alliance.directory.networks import papers as papers_of_meetings

        from . import findable
        from .models import MeetingPaper, Publication, Publisher
        from .papers import access_rules
        from .papers.shown import papers_of

        access.register(Publication, lambda viewer: access.EVERYTHING)
        access.register(Publisher, lambda viewer: access.EVERYTHING)
        access_rules.register()
        papers_of_meetings.register(papers_of)
        audited(MeetingPaper, fields=["meeting", "document", "kind", "audience", "removed_at"])
        findable.register()
