variable "pin" {
  sensitive = true
}
