"""What every nginx of a stack says, whether it is the entry or serves a page."""

OWNER = "101"
"""User and group `nginx` of the official image."""

FILES = "/etc/groundwork"

TYPES = (
    "text/plain text/css text/csv text/javascript text/markdown text/xml application/javascript application/json "
    "application/manifest+json application/wasm application/xml image/svg+xml"
)
"""What is worth compressing besides text/html; text/event-stream is not among them: it must not wait for more."""

MAIN = """pid /tmp/nginx.pid;
worker_processes auto;
worker_shutdown_timeout 60s;
error_log /dev/stderr warn;
events { worker_connections 4096; }
"""

COMMON = f"""    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    server_tokens off;
    sendfile on;
    client_body_temp_path /tmp/body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    uwsgi_temp_path /tmp/uwsgi;
    scgi_temp_path /tmp/scgi;
    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_min_length 256;
    gzip_types {TYPES};
"""
