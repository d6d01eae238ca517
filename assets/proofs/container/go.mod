module example.com/container

go 1.24.0
