"""What the portal says about itself."""
