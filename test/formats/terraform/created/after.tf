resource "aws_db_instance" "main" {
  deletion_protection = -1.5
  engine              = "p\u006fstgres"
}
