"""Checks over the whole stack that no catalogue has: each follows a path through the graph and prints it."""
