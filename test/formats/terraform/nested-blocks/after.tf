resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0", var.office]
  }

  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
  }

  dynamic "egress" {
    for_each = var.egress
    content {
      cidr_blocks = egress.value
    }
  }

  lifecycle {}
}
