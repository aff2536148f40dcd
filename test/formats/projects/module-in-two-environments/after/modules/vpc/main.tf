variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id                  = aws_vpc.this.id
  cidr_block              = var.cidr
  map_public_ip_on_launch = true
  tags = {
    Name = "${var.name}-a"
  }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}
