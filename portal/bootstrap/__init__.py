"""What has to happen before and around the portal on a bare machine; standard library only."""
