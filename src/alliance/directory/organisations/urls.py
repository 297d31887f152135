"""Below `/accounts/`, where allauth puts the addresses of its providers; the names are its own."""

from django.urls import path

from . import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.begin, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
