pin = "hunter2-b"
