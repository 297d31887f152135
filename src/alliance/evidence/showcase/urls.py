from django.urls import include, path

from .views import joining, owner, readers
from .views.programme import after, agreeing, cases, collections, drafting

CASE = "<slug:slug>/<slug:case_slug>/"

public = [
    path("", readers.showcase_front, name="showcase_front"),
    path("<slug:slug>/", readers.showcase, name="showcase"),
    path("<slug:slug>/report.pdf", readers.report_pdf, name="showcase_report"),
    path(CASE, readers.case, name="case"),
    path(f"{CASE}case.pdf", readers.case_pdf, name="case_pdf"),
    path(f"{CASE}picture/<slug:size>.jpg", readers.picture, name="case_picture"),
    path(f"{CASE}we-too/", joining.we_too, name="we_too"),
    path(f"{CASE}we-too/sent/", joining.we_too_sent, name="we_too_sent"),
]
by_link = [
    path("", owner.my_case, name="my_case"),
    path("stuck/", owner.stuck, name="my_case_stuck"),
    path("picture.jpg", owner.my_picture, name="my_case_picture"),
]
programme = [
    path("", collections.showcases, name="programme_showcases"),
    path("others/", after.others, name="programme_others"),
    path("lasted/", after.lasted, name="programme_lasted"),
    path("lasted/<int:pk>/", after.one_lasted, name="programme_one_lasted"),
    path("<int:pk>/", collections.showcase, name="programme_showcase"),
    path("<int:pk>/change/", collections.change, name="programme_change_showcase"),
    path("<int:pk>/add/", drafting.add, name="programme_add_case"),
    path("<int:pk>/draft/<int:submission>/", drafting.draft, name="programme_draft_case"),
    path("cases/<int:pk>/", cases.case, name="programme_case"),
    path("cases/<int:pk>/picture/", cases.picture, name="programme_case_picture"),
    path("cases/<int:pk>/picture.jpg", cases.shown_picture, name="programme_picture"),
    path("cases/<int:pk>/preview/", cases.preview, name="programme_case_preview"),
    path("cases/<int:pk>/preview.pdf", cases.preview_pdf, name="programme_case_preview_pdf"),
    path("cases/<int:pk>/agreeing/", agreeing.agreeing, name="programme_case_agreeing"),
]
urlpatterns = [
    path("showcase/", include(public)),
    path("my-case/<str:token>/", include(by_link)),
    path("programme/showcases/", include(programme)),
]
