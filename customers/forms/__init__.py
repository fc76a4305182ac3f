"""Forms of customers and companies: what is typed becomes a call of a verb."""

from customers.forms.edit import CompanyDetailsForm, CustomerDetailsForm, NotesForm, ReachForm
from customers.forms.new import NewCompanyForm, NewCustomerForm

__all__ = [
    "CompanyDetailsForm",
    "CustomerDetailsForm",
    "NewCompanyForm",
    "NewCustomerForm",
    "NotesForm",
    "ReachForm",
]
