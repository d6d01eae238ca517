// Package greeter answers the calls of hello.proto.
package greeter

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	"example.com/hello/hellopb"
)

// Server implements the Greeter service.
type Server struct {
	hellopb.UnimplementedGreeterServer
}

// SayHello greets the caller by name and says when.
func (Server) SayHello(_ context.Context, in *hellopb.HelloRequest) (*hellopb.HelloReply, error) {
	if in.GetName() == "" {
		return nil, status.Error(codes.InvalidArgument, "a name is needed")
	}
	return &hellopb.HelloReply{Message: "Hello, " + in.GetName() + "!", Sent: timestamppb.Now()}, nil
}

// Count sends the numbers from 1 on. (Code of protoc-gen-go-grpc before 1.5 has this name for the stream alone.)
func (Server) Count(in *hellopb.CountRequest, stream hellopb.Greeter_CountServer) error {
	for n := int32(1); n <= in.GetTo(); n++ {
		if err := stream.Send(&hellopb.CountReply{Number: n}); err != nil {
			return err
		}
	}
	return nil
}
