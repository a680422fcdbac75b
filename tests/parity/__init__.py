"""What every cloud promises, judged on what the program registers."""
