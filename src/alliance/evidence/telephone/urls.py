from django.urls import path

from .views import desk, entries, on_behalf, ring_me

urlpatterns = [
    path("calls/<slug:slug>/ring-me/", ring_me.ring_me, name="ring_me"),
    path("calls/<slug:slug>/ring-me/thanks/", ring_me.thanks, name="ring_me_thanks"),
    path("programme/ring-backs/", desk.ring_backs, name="ring_backs"),
    path("programme/ring-backs/<int:pk>/", desk.ring_back, name="ring_back"),
    path("programme/ring-backs/<int:pk>/keep/", desk.ring_back_keep, name="ring_back_keep"),
    path("programme/calls/<slug:slug>/enter/", entries.enter, name="enter_idea"),
    path("programme/entries/<int:pk>/", entries.entry, name="entry"),
    path("programme/entries/<int:pk>/keep/", entries.entry_keep, name="entry_keep"),
    path("programme/on-behalf/", on_behalf.find, name="find_answer"),
    path("programme/on-behalf/<slug:reference>/", on_behalf.on_behalf, name="on_behalf"),
    path("programme/on-behalf/<slug:reference>/change/", on_behalf.change, name="change_for_them"),
]
