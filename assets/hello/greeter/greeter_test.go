package greeter

import (
	"context"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"example.com/hello/hellopb"
)

func TestSayHelloGreetsByName(t *testing.T) {
	reply, err := Server{}.SayHello(context.Background(), &hellopb.HelloRequest{Name: "gopher"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := reply.GetMessage(), "Hello, gopher!"; got != want {
		t.Errorf("message = %q, want %q", got, want)
	}
	if !reply.GetSent().IsValid() {
		t.Error("the reply has no valid time")
	}
}

func TestSayHelloNeedsAName(t *testing.T) {
	_, err := Server{}.SayHello(context.Background(), &hellopb.HelloRequest{})
	if got := status.Code(err); got != codes.InvalidArgument {
		t.Errorf("code = %v, want %v", got, codes.InvalidArgument)
	}
}
