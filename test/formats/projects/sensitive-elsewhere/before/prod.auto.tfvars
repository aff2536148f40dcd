pin = "hunter2-a"
