"""One outside thing per file: nobody else imports that thing."""
