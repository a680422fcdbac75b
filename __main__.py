"""The whole program: settings in, one application's home out."""

import pulumi

import settings
from components.api_service import ApiService
from components.cache import Cache
from components.database import Database
from components.frontend import Frontend
from components.gateway import Gateway
from components.network import Network
from components.object_store import ObjectStore
from components.platform import Platform
from components.worker import Worker
