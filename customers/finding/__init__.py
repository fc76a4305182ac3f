"""What fields offer while somebody types a customer or a company."""
