"""Who writes to us."""

from customers.models.company import Company, MailDomain
from customers.models.contact import EmailAddress, PhoneNumber
from customers.models.customer import Customer
from customers.models.event import CustomerEvent

__all__ = ["Company", "Customer", "CustomerEvent", "EmailAddress", "MailDomain", "PhoneNumber"]
