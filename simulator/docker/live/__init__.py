"""Resources of the package `docker` on a real Docker daemon (SIMULATOR_DOCKER=live)."""
