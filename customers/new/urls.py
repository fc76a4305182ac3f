"""A new customer, a new company."""

from django.urls import path

from customers.new import views

urlpatterns = [
    path("customers/new/", views.new_customer, name="new_customer"),
    path("companies/new/", views.new_company, name="new_company"),
]
