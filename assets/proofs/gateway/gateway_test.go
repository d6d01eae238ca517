package gateway

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"google.golang.org/grpc"

	"example.com/gateway/hellopb"
)

// serve starts a gRPC server and the gateway in front of it.
func serve(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	hellopb.RegisterHelloServer(server, Server{})
	go server.Serve(listener)
	t.Cleanup(server.Stop)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	handler, err := New(ctx, listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(handler)
	t.Cleanup(web.Close)
	return web.URL
}

// post sends JSON to SayHello and gives the status and a field of the answer.
func post(t *testing.T, body, field string) (int, any) {
	t.Helper()
	reply, err := http.Post(serve(t)+"/hello.v1.Hello/SayHello", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return reply.StatusCode, answer[field]
}

func TestHello(t *testing.T) {
	code, greeting := post(t, `{"name":"gateway"}`, "greeting")
	if code != http.StatusOK || greeting != "Hello, gateway!" {
		t.Fatalf("got %d, %v", code, greeting)
	}
}

func TestError(t *testing.T) {
	code, message := post(t, `{}`, "message")
	if code != http.StatusBadRequest || message != "a name is missing" {
		t.Fatalf("got %d, %v", code, message)
	}
}
