"""Handing over the tickets of a person, with or without deactivating them."""

from django.urls import path

from tickets.handover import views

urlpatterns = [
    path("people/<int:pk>/handover/", views.handover, name="handover"),
    path("people/<int:pk>/deactivation/", views.deactivation, name="deactivation"),
    path("people/handovers/<uuid:batch>/", views.handed_over, name="handed_over"),
]
