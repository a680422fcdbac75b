"""How each row is told on Alibaba Cloud: rule -> checks, one file for each concern; the rows name them."""
