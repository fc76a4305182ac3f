"""The trail of everything."""

from django.urls import path

from tickets.trail import views

urlpatterns = [
    path("trail/", views.trail, name="trail"),
    path("trail/export/", views.trail_export, name="trail_export"),
]
