from django.urls import path

from . import views

urlpatterns = [
    path("programme/replies/", views.replies, name="replies_to_ideas"),
    path("programme/replies/<slug:reference>/", views.reply_to, name="reply_to_idea"),
]
