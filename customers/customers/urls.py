"""Customers: the list, one of them, their history."""

from django.urls import path

from customers.customers import views

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/<int:pk>/", views.customer, name="customer"),
    path("customers/<int:pk>/trail/", views.customer_trail, name="customer_trail"),
]
