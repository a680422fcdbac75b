"""For each rule and cloud, the one change in an example that it must notice; one file for each area."""
