"""What an account needs once before a pipeline can deploy into it: a place for state, a key, roles without keys."""
