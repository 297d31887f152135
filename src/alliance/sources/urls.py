from django.urls import path

from . import views
from .sending import views as sending

urlpatterns = [
    path("send-us-news/", sending.send_us_news, name="send_us_news"),
    path("send-us-news/sent/", sending.news_sent, name="news_sent"),
    path("sources/", views.sources, name="sources"),
    path("sources/new/", views.new_source, name="new_source"),
    path("sources/mail/", views.hand_in_mails, name="hand_in_mails"),
    path("sources/sent/", sending.sent_news, name="sent_news"),
    path("sources/sent/<int:pk>/", sending.sent_piece, name="sent_piece"),
    path("sources/<int:pk>/", views.source, name="source"),
]
