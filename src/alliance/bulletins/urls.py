from django.urls import path

from . import asking, views
from .carrying import views as carrying
from .intake import views as intake
from .preflight import views as preflight
from .writing.views import bringing_in, items, publishing, screen

urlpatterns = [
    path("bulletins/", views.archive, name="bulletins"),
    path("bulletins/import/", intake.bring_in, name="bring_in"),
    path("bulletins/import/<uuid:pk>/", intake.review, name="intake"),
    path("bulletins/next/", screen.next_bulletin, name="next_bulletin"),
    path("bulletins/drafts/suggest/", bringing_in.suggest, name="suggest"),
    path("bulletins/drafts/<int:pk>/", screen.draft, name="draft"),
    path("bulletins/drafts/<int:pk>/paste/", bringing_in.paste, name="paste"),
    path("bulletins/drafts/<int:pk>/here/", bringing_in.present, name="present"),
    path("bulletins/drafts/<int:pk>/items/<int:item>/", items.item, name="draft_item"),
    path(
        "bulletins/drafts/<int:pk>/items/<int:item>/history/", items.history, name="draft_history"
    ),
    path("bulletins/drafts/<int:pk>/preview/", publishing.preview, name="preview"),
    path("bulletins/drafts/<int:pk>/preview/<slug:form>/", publishing.preview, name="preview_as"),
    path("bulletins/drafts/<int:pk>/publish/", publishing.publish, name="publish_draft"),
    path(
        "bulletins/drafts/<int:pk>/update.<slug:ending>", publishing.draft_file, name="draft_file"
    ),
    path("bulletins/carry-over/", carrying.carry_over, name="carry_over"),
    path("bulletins/<int:number>/", views.bulletin, name="bulletin"),
    path("bulletins/<int:number>/print/", views.bulletin_print, name="bulletin_print"),
    path("bulletins/<int:number>/check/", preflight.check_bulletin, name="check_bulletin"),
    path("bulletins/<int:number>/correct/", publishing.begin_correcting, name="begin_correcting"),
    path(
        "bulletins/<int:number>/update.<slug:ending>",
        publishing.bulletin_file,
        name="bulletin_file",
    ),
    path("items/<int:pk>-<slug:slug>/", views.item, name="item"),
    path("items/<int:pk>/ask/", asking.ask_from_item, name="ask_from_item"),
    path("newsletters/", views.old_address, {"rest": ""}, name="old_bulletins_address"),
    path("newsletters/<path:rest>", views.old_address, name="old_bulletin_address"),
    path("update-no-<path:rest>", views.old_address, name="oldest_bulletin_address"),
]
