"""The pages of customers: the list, one customer, their history."""
