variable "enable_public" {
  type    = bool
  default = false
}

variable "replicas" {
  type = number
}

resource "aws_db_instance" "main" {
  identifier          = "main"
  publicly_accessible = var.enable_public
}

resource "aws_db_instance" "replica" {
  count               = var.replicas
  replicate_source_db = aws_db_instance.main.identifier
}
