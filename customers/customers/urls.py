"""Customers: the list, one of them, their history."""

from django.urls import path

from customers.customers import views

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/<int:pk>/", views.customer, name="customer"),
    path("customers/<int:pk>/history/", views.customer_history, name="customer_history"),
]
