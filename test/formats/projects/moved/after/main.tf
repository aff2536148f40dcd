resource "aws_db_instance" "main" {
  identifier = "main"
  multi_az   = false
}

resource "aws_sqs_queue" "jobs" {
  for_each = { a = 1 }
  name     = "jobs"
}

module "store" {
  source = "./cache"
  size   = 1
}

moved {
  from = aws_db_instance.old
  to   = aws_db_instance.main
}

moved {
  from = aws_sqs_queue.jobs
  to   = aws_sqs_queue.jobs["a"]
}

moved {
  from = module.cache
  to   = module.store
}
