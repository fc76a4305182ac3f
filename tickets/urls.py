"""The addresses of tickets."""

from django.urls import path

from tickets.views import queue, taking

urlpatterns = [
    path("", queue.home, name="home"),
    path("tickets/", queue.queue, name="queue"),
    path("tickets/counts/", queue.nav_counts, name="nav_counts"),
    path("tickets/suggest/", queue.queue_suggest, name="queue_suggest"),
    path("tickets/<int:pk>/take/", taking.take, name="take"),
]
