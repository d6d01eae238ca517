// Package greet is a service whose code buf generates.
package greet

import (
	"context"

	greetv1 "example.com/hello/gen/greet/v1"
)

// A Server greets.
type Server struct {
	greetv1.UnimplementedGreetServiceServer
}

// Greet answers with a greeting for a name.
func (Server) Greet(_ context.Context, r *greetv1.GreetRequest) (*greetv1.GreetResponse, error) {
	return &greetv1.GreetResponse{Greeting: "Hello, " + r.GetName() + "!"}, nil
}
