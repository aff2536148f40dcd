resource "aws_iam_role" "ci" {
  name               = "ci"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }]
  })
}
resource "aws_db_instance" "main" {
  identifier              = "main"
  publicly_accessible     = true
  deletion_protection     = false
  backup_retention_period = 0
}
resource "aws_kms_key" "main" {
  enable_key_rotation     = false
  deletion_window_in_days = 7
}
resource "aws_cloudtrail" "main" {
  name           = "main"
  s3_bucket_name = "logs"
  enable_logging = false
}
resource "aws_security_group" "web" {
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
module "network" {
  source = "git::https://git.example.com/network.git?ref=main"
}
resource "aws_vpc_peering_connection" "partner" {
  vpc_id        = "vpc-1"
  peer_vpc_id   = "vpc-2"
  peer_owner_id = "444455556666"
}
resource "aws_route" "internet" {
  route_table_id         = "rtb-1"
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = "igw-1"
}
resource "aws_route53_record" "shop" {
  zone_id = "Z1"
  name    = "shop"
  type    = "CNAME"
  records = ["shop.s3-website-eu-west-1.amazonaws.com"]
}
resource "null_resource" "hook" {
  provisioner "local-exec" {
    command = "./hook.sh"
  }
}
data "external" "who" {
  program = ["./who.sh"]
}
