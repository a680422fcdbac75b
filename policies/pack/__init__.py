"""The machinery behind the rows: reading values, judging them, and talking to the Pulumi engine."""
