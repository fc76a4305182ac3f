"""Finding and changing customers and companies."""

from django.urls import path

from customers import views

urlpatterns = [
    path("customers/find/", views.find_customer, name="find_customer"),
    path("customers/hints/", views.customer_hints, name="customer_hints"),
    path("customers/new/", views.new_customer, name="new_customer"),
    path("customers/<int:pk>/details/", views.customer_details, name="customer_details"),
    path("customers/<int:pk>/notes/", views.customer_notes, name="customer_notes"),
    path("customers/<int:pk>/reach/", views.customer_reach, name="customer_reach"),
    path("companies/find/", views.find_company, name="find_company"),
    path("companies/new/", views.new_company, name="new_company"),
    path("companies/<int:pk>/details/", views.company_details, name="company_details"),
    path("companies/<int:pk>/notes/", views.company_notes, name="company_notes"),
]
