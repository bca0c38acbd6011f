"""What an officer asks under a receipt and what its holder answers, sealed on both sides."""
