"""Companies: the list, one of them, its customers, its history."""

from django.urls import path

from customers.companies import views

urlpatterns = [
    path("companies/", views.companies, name="companies"),
    path("companies/<int:pk>/", views.company, name="company"),
    path("companies/<int:pk>/customers/", views.company_customers, name="company_customers"),
    path("companies/<int:pk>/trail/", views.company_trail, name="company_trail"),
]
