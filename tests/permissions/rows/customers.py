"""Customers and companies: seen by every agent; their tickets only by who sees each."""

from tests.permissions.table import GET, LOGIN, POST, Row

SEEN = (LOGIN, 200, 200, 200)
DONE = (LOGIN, 303, 303, 303)
REFUSED = (LOGIN, 422, 422, 422)

ROWS = [
    Row("customers", GET, *SEEN, data={"q": "sarah acme"}),
    Row("customer", GET, *SEEN, pk="customer"),
    Row("customer_trail", GET, *SEEN, pk="customer"),
    Row("companies", GET, *SEEN),
    Row("company", GET, *SEEN, pk="company"),
    Row("company_customers", GET, *SEEN, pk="company"),
    Row("company_trail", GET, *SEEN, pk="company"),
    Row("find_customer", GET, *DONE, htmx=SEEN, data={"who": "sarah"}),
    Row("find_company", GET, *DONE, htmx=SEEN, data={"company": "acme"}),
    Row("customer_hints", GET, *DONE, htmx=SEEN, data={"email": "sarah@acme.example"}),
    Row("new_customer", GET, *SEEN),
    Row("new_customer", POST, *DONE, htmx=SEEN, data={"name": "David Park"}),
    Row("new_company", GET, *SEEN),
    Row("new_company", POST, *DONE, htmx=SEEN, data={"name": "Northgate Foods"}),
    Row("customer_details", GET, *SEEN, pk="customer"),
    Row("customer_details", POST, *DONE, htmx=SEEN, pk="customer", data={"name": "Sarah C."}),
    Row("customer_notes", GET, *SEEN, pk="customer"),
    Row("customer_notes", POST, *DONE, htmx=SEEN, pk="customer", data={"notes": "In London"}),
    Row("customer_reach", GET, *SEEN, pk="customer"),
    Row("customer_reach", POST, *DONE, htmx=SEEN, pk="customer", data={"phone": "0207183875"}),
    Row("company_details", GET, *SEEN, pk="company"),
    Row("company_details", POST, *REFUSED, pk="company", data={"name": ""}),
    Row("company_notes", GET, *SEEN, pk="company"),
    Row("company_notes", POST, *DONE, htmx=SEEN, pk="company", data={"notes": "In London"}),
]
