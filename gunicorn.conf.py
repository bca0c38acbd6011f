"""What gunicorn reads by itself: threads instead of processes, no access log, no address in the other one."""

worker_class = "gthread"
threads = 8
accesslog = None
loglevel = "warning"
logger_class = "portal.adapters.server_log.NamelessLogger"
