"""The article queue."""
