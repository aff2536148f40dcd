region   = "eu-west-1"
settings = { size = 1, public = true }
db_token = "hunter2-after"
zones    = ["a", "b"]
