"""What was sent: notices, outbox, deliveries."""
