"""The queue, its counts and the suggestions of its query line."""

from django.urls import path

from tickets.queue import taking, views

urlpatterns = [
    path("", views.home, name="home"),
    path("tickets/", views.queue, name="queue"),
    path("tickets/counts/", views.nav_counts, name="nav_counts"),
    path("tickets/suggest/", views.queue_suggest, name="queue_suggest"),
    path("tickets/<int:pk>/take/", taking.take, name="take"),
]
