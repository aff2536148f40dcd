variable "signing" {
  default   = "hunter2-before"
  sensitive = true
}

resource "aws_db_instance" "main" {
  password             = "hunter2-before"
  master_user_secret   = null
  manage_master_secret = false
}

resource "aws_ssm_parameter" "key" {
  name  = "/key"
  value = "hunter2-before"
}

resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{ environment = [{ name = "DB_PASSWORD", value = "hunter2-before" }], image = "app:1" }])
  settings              = merge(var.settings, { api_key = "hunter2-before" })
}
