"""The pages on which a customer or a company is created."""
