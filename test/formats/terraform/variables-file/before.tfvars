region   = "eu-west-1"
settings = { size = 1, public = false }
db_token = "hunter2-before"
