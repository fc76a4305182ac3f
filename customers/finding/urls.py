"""What fields offer while somebody types."""

from django.urls import path

from customers.finding import views

urlpatterns = [
    path("customers/find/", views.find_customer, name="find_customer"),
    path("customers/hints/", views.customer_hints, name="customer_hints"),
    path("companies/find/", views.find_company, name="find_company"),
]
