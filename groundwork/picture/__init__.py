"""A picture of a stack for people who do not know Pulumi: zones, tiers, parts, who reaches whom, and what is public."""
