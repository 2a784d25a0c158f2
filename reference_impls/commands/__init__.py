"""What the command line of the reference implementations is made of."""
