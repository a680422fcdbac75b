"""How one stack's components are put together: what each is handed, in which order."""
