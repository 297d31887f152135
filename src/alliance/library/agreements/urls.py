from django.urls import path

from . import recording_views, signing_views, views

urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("<slug:slug>/", views.agreement, name="agreement"),
    path("<slug:slug>/register.<slug:ending>", views.export, name="agreement_export"),
    path("<slug:slug>/authorities/<slug:authority>/", views.of_authority),
    path("<slug:slug>/versions/<int:pk>/document/", views.document),
    path(
        "<slug:slug>/versions/<int:pk>/first-page/",
        views.first_page,
        name="agreement_first_page",
    ),
    path("<slug:slug>/signatures/<int:pk>/scan/", views.scan),
    path("<slug:slug>/sign/", signing_views.to_sign, name="sign_agreement"),
    path("<slug:slug>/sign/<slug:authority>/<slug:role>/", signing_views.confirm),
    path("<slug:slug>/signatures/<int:pk>/withdraw/", signing_views.withdraw_own),
    path("<slug:slug>/signatures/<int:pk>/record-withdrawal/", signing_views.record_withdrawal),
    path("<slug:slug>/signatures/<int:pk>/strike-out/", signing_views.strike),
    path("<slug:slug>/signatures/record/", recording_views.paper, name="record_signature"),
    path("<slug:slug>/standings/record/", recording_views.standings, name="record_standings"),
    path("<slug:slug>/standings/<int:pk>/strike-out/", recording_views.strike),
]
