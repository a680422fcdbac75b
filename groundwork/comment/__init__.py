"""One comment for a pull request: what an update would do to each stack, what policies say, costs, openings."""
