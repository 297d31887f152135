from django.urls import path

from . import views
from .ideas import views as ideas
from .models import ProjectPage, SectionPage

urlpatterns = [
    path("sections/", views.sections, name="sections"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("sections/<slug:slug>/idea/", ideas.telling(SectionPage), name="section_idea"),
    path("sections/<slug:slug>/idea/sent/", ideas.sent(SectionPage), name="section_idea_sent"),
    path("projects/", views.projects, name="projects"),
    path("projects/<slug:slug>/", views.project, name="project"),
    path("projects/<slug:slug>/idea/", ideas.telling(ProjectPage), name="project_idea"),
    path("projects/<slug:slug>/idea/sent/", ideas.sent(ProjectPage), name="project_idea_sent"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/<int:pk>/", ideas.idea, name="idea"),
]
