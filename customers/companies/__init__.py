"""The pages of companies: the list, one company, its customers, its history."""
