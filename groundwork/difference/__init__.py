"""Two stacks of one project, side by side: what they are made of, what they keep, what they cost."""
