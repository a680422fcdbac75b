"""The policy pack: what every stack must hold, as rows in `rules`, judged by `pack`."""
