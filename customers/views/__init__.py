"""Finding and changing customers and companies; the pages that show tickets are the tickets'."""

from customers.views.edit import (
    company_details,
    company_notes,
    customer_details,
    customer_notes,
    customer_reach,
)
from customers.views.find import customer_hints, find_company, find_customer
from customers.views.new import new_company, new_customer

__all__ = [
    "company_details",
    "company_notes",
    "customer_details",
    "customer_hints",
    "customer_notes",
    "customer_reach",
    "find_company",
    "find_customer",
    "new_company",
    "new_customer",
]
