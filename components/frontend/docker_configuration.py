"""How a page's files are served: their types, their lifetimes, and what an unknown path answers."""

from collections import defaultdict
from collections.abc import Sequence

from components.clouds.docker.nginx import COMMON, MAIN
from components.frontend.contract import StaticSpec
from components.frontend.files import CONTENT_TYPES, IMMUTABLE, REVALIDATED, START, TEXT, WebFile

PORT = 8080
ROOT = "/usr/share/groundwork"
HEALTH = "/nginx-health"


def text(spec: StaticSpec, found: Sequence[WebFile]) -> str:
    """The whole file."""
    immutable = "".join(f"        '/{file.key}' '{IMMUTABLE}';\n" for file in found if file.cache_control == IMMUTABLE)
    unknown = f"/{START}" if spec.single_page else "=404"
    policy = spec.content_security_policy
    header = f'\n        add_header Content-Security-Policy "{_quoted(policy)}" always;' if policy else ""
    return f"""{MAIN}http {{
{COMMON}    access_log off;
    types {{
{_types()}    }}
    geo $dollar {{ default '$'; }}
    charset utf-8;
    charset_types {" ".join(sorted(_charset_types()))};
    map_hash_max_size 16384;
    map_hash_bucket_size 512;
    map $uri $lifetime {{
        default '{REVALIDATED}';
{immutable}    }}
    server {{
        listen {PORT};
        root {ROOT};
        index {START};
        absolute_redirect off;
        add_header Cache-Control $lifetime always;{header}
        location = {HEALTH} {{ default_type text/plain; return 200 "ok\\n"; }}
        location / {{ try_files $uri $uri/{START} {unknown}; }}
    }}
}}
"""


def _types() -> str:
    """The same table as on the clouds, so that a file has one type everywhere."""
    endings = defaultdict(list)
    for ending, content_type in CONTENT_TYPES.items():
        endings[content_type.removesuffix(TEXT)].append(ending.removeprefix("."))
    return "".join(f"        {content_type} {' '.join(found)};\n" for content_type, found in sorted(endings.items()))


def _charset_types() -> set[str]:
    """text/html has its charset anyway, and naming it twice is refused."""
    typed = {content_type.removesuffix(TEXT) for content_type in CONTENT_TYPES.values() if content_type.endswith(TEXT)}
    return typed - {"text/html"}


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "${dollar}")
