from django.urls import path

from .views import programme, public

urlpatterns = [
    path("calls/<slug:slug>/form.docx", public.blank_form, name="call_form_document"),
    path("calls/<slug:slug>/form/", public.hand_in_form, name="hand_in_form"),
    path("my-submission/<str:token>/form.docx", public.own_form, name="own_form_document"),
    path("my-submission/<str:token>/form/", public.read_back, name="read_back_form"),
    path("programme/calls/<slug:slug>/mailed/", programme.word_forms, name="mailed_forms"),
    path("programme/word-forms/", programme.word_forms, name="word_forms"),
    path("programme/word-forms/<int:pk>/", programme.word_form, name="word_form"),
    path("programme/word-forms/<int:pk>/file/", programme.form_file, name="word_form_file"),
]
