"""The program on the real engine, against the simulated clouds."""
