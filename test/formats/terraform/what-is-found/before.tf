resource "aws_iam_role" "ci" {
  name                 = "ci"
  permissions_boundary = "arn:aws:iam::111122223333:policy/boundary"
  assume_role_policy   = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
resource "aws_db_instance" "main" {
  identifier              = "main"
  publicly_accessible     = false
  deletion_protection     = true
  backup_retention_period = 14
}
resource "aws_kms_key" "main" {
  enable_key_rotation = true
}
resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "logs"
  enable_logging = true
}
resource "aws_security_group" "web" {
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
module "network" {
  source = "git::https://git.example.com/network.git?ref=4f1c2d3e4f1c2d3e4f1c2d3e4f1c2d3e4f1c2d3e"
}
