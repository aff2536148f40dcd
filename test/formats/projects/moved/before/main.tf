resource "aws_db_instance" "old" {
  identifier = "main"
  multi_az   = true
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

module "cache" {
  source = "./cache"
  size   = 1
}
