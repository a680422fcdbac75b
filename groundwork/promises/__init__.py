"""What every cloud promises, judged on what the program registers: in the tests' recorder, or in a preview."""
