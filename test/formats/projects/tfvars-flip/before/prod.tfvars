enable_public = false
replicas      = 2
