// Package gateway puts a JSON gateway in front of a gRPC server.
package gateway

import (
	"context"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"example.com/gateway/hellopb"
)

// A Server says hello.
type Server struct {
	hellopb.UnimplementedHelloServer
}

// SayHello greets whoever has a name.
func (Server) SayHello(_ context.Context, r *hellopb.HelloRequest) (*hellopb.HelloReply, error) {
	if r.GetName() == "" {
		return nil, status.Error(codes.InvalidArgument, "a name is missing")
	}
	return &hellopb.HelloReply{Greeting: "Hello, " + r.GetName() + "!"}, nil
}

// New gives what serves JSON by calling the gRPC server at address, until ctx ends.
func New(ctx context.Context, address string) (http.Handler, error) {
	mux := runtime.NewServeMux()
	err := hellopb.RegisterHelloHandlerFromEndpoint(ctx, mux, "passthrough:///"+address,
		[]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())})
	return mux, err
}
