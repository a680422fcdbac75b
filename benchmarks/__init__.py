"""Measurements that belong in no test: ratios within one run on one machine."""
