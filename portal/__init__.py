"""An open-source portal for Community Safety Partnerships."""
