from django.urls import path

from . import asking, views
from .carrying import views as carrying
from .intake import views as intake
from .preflight import views as preflight

urlpatterns = [
    path("bulletins/", views.archive, name="bulletins"),
    path("bulletins/import/", intake.bring_in, name="bring_in"),
    path("bulletins/import/<uuid:pk>/", intake.review, name="intake"),
    path("bulletins/carry-over/", carrying.carry_over, name="carry_over"),
    path("bulletins/<int:number>/", views.bulletin, name="bulletin"),
    path("bulletins/<int:number>/print/", views.bulletin_print, name="bulletin_print"),
    path("bulletins/<int:number>/check/", preflight.check_bulletin, name="check_bulletin"),
    path("items/<int:pk>-<slug:slug>/", views.item, name="item"),
    path("items/<int:pk>/ask/", asking.ask_from_item, name="ask_from_item"),
    path("newsletters/", views.old_address, {"rest": ""}, name="old_bulletins_address"),
    path("newsletters/<path:rest>", views.old_address, name="old_bulletin_address"),
    path("update-no-<path:rest>", views.old_address, name="oldest_bulletin_address"),
]
