"""What is claimed across sources: what is said alike, what answers it, and when."""
