enable_public = true
replicas      = 0
