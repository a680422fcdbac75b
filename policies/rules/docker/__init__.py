"""How each row is told on a Docker host: rule -> checks, one file for each concern; the rows name them."""
