"""What an account needs once before its first stack."""
