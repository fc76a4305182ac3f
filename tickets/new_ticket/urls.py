"""A new ticket and the steps of its form."""

from django.urls import path

from tickets.new_ticket import views

urlpatterns = [
    path("tickets/new/", views.new_ticket, name="new_ticket"),
    path("tickets/new/customer/", views.new_ticket_customer, name="new_ticket_customer"),
    path("tickets/new/similar/", views.new_ticket_similar, name="new_ticket_similar"),
    path("tickets/new/beside/", views.new_ticket_beside, name="new_ticket_beside"),
]
