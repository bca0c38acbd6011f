"""What a web server imports: the portal, configured from the environment."""

from portal.app import create_app
from portal.cli import portal_from_environment

app = portal_from_environment(create_app)
