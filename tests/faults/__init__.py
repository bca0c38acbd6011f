"""What breaks, on purpose: floods, dead servers, locked databases, strange bytes. Nothing is half kept."""
