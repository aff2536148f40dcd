{
  image: "registry.example.com/web:1.1.0",
  replicas: 1,
}
