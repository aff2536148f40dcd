resource "aws_db_instance" "main" {
  deletion_protection = true
}
