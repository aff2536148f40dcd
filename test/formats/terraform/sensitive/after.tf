variable "signing" {
  default = "hunter2-after"
}

resource "aws_db_instance" "main" {
  password             = "hunter2-after"
  manage_master_secret = true
}

resource "aws_ssm_parameter" "key" {
  name  = "/key"
  value = "hunter2-after"
}

resource "aws_ecs_task_definition" "app" {
  container_definitions = jsonencode([{ environment = [{ name = "DB_PASSWORD", value = "hunter2-after" }], image = "app:2" }])
  settings              = merge(var.settings, { api_key = "hunter2-after" })
}
