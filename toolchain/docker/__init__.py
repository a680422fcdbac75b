"""What the docker cloud needs on a machine: an engine that answers, and the images that it runs."""
