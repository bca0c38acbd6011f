"""What a thief of database, logs or mail would find: nothing that the privacy page does not say."""
