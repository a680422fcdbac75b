"""Who may reach whom, read from a stack's own firewall rules; and how an update changes that."""
