from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "alliance.library"
    label = "library"

    def ready(self) -> None:
        from alliance.audit.trail import audited
        from alliance.directory.areas import contents
        from alliance.directory.networks import papers as papers_of_meetings

        from . import access_rules, digest, findable
        from .agreements import start
        from .documents import start as start_of_documents
        from .link_check import start as link_check
        from .models import MeetingPaper
        from .papers import access_rules as access_to_papers
        from .papers import news as news_of_papers
        from .papers.shown import papers_of
        from .restricted import documents_of

        access_rules.register()
        access_to_papers.register()
        news_of_papers.register()
        contents.register(inside=documents_of)
        papers_of_meetings.register(papers_of)
        audited(MeetingPaper, fields=["meeting", "document", "kind", "audience", "removed_at"])
        findable.register()
        digest.register()
        start_of_documents.register()
        start.register()
        link_check.register()
