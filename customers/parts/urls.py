"""Parts of a customer or a company, edited in place."""

from django.urls import path

from customers.parts import views

urlpatterns = [
    path("customers/<int:pk>/details/", views.customer_details, name="customer_details"),
    path("customers/<int:pk>/notes/", views.customer_notes, name="customer_notes"),
    path("customers/<int:pk>/reach/", views.customer_reach, name="customer_reach"),
    path("companies/<int:pk>/details/", views.company_details, name="company_details"),
    path("companies/<int:pk>/notes/", views.company_notes, name="company_notes"),
]
