"""What tests of Docker resources share."""

NETWORK = "docker:index/network:Network"
VOLUME = "docker:index/volume:Volume"
CONTAINER = "docker:index/container:Container"
IMAGE = "docker:index/remoteImage:RemoteImage"
REDIS = "redis:7.4-bookworm"
NGINX = "nginx:1.28-alpine"
