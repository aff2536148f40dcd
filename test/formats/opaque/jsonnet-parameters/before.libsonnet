{
  image: "registry.example.com/web:1.0.0",
  replicas: 1,
}
