resource "google_cloud_run_v2_service" "web" {
  template {
    containers {
      env {
        name  = "DB_PASSWORD"
        value = "hunter2"
      }
      env {
        name  = "REGION"
        value = "eu"
      }
    }
  }
}

resource "github_actions_secret" "deploy" {
  secret_name     = "DEPLOY"
  plaintext_value = "hunter2"
}

resource "vault_generic_secret" "app" {
  path      = "secret/app"
  data_json = "hunter2"
}
