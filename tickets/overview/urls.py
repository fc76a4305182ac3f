"""How the work stands."""

from django.urls import path

from tickets.overview import views

urlpatterns = [
    path("overview/", views.overview, name="overview"),
]
