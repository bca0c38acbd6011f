"""What the law and good manners ask every public service to say about itself."""
