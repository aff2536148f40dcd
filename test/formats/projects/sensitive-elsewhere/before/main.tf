resource "aws_instance" "i" {
  user_data = var.pin
  ami       = "${var.pin}-x"
}
