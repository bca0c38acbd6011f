"""What a web server imports: the portal, configured from the environment."""

from portal.app import from_environment

app = from_environment()
