package talk

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"

	"example.com/hello/talkpb"
)

// listen starts a server on a free port of 127.0.0.1.
func listen(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	talkpb.RegisterTalkServer(server, Server{})
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	reflection.Register(server)
	go server.Serve(listener)
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

// serve starts a server and connects to it.
func serve(t *testing.T) (context.Context, *grpc.ClientConn) {
	t.Helper()
	conn, err := grpc.NewClient("passthrough:///"+listen(t),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx, conn
}

func want(t *testing.T, err error, got, wanted string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got != wanted {
		t.Fatalf("got %q, wanted %q", got, wanted)
	}
}

func TestUnary(t *testing.T) {
	ctx, conn := serve(t)
	reply, err := talkpb.NewTalkClient(conn).Say(ctx, &talkpb.Words{Text: "good morning"})
	want(t, err, reply.GetText(), "GOOD MORNING")
}

func TestServerStream(t *testing.T) {
	ctx, conn := serve(t)
	stream, err := talkpb.NewTalkClient(conn).Tell(ctx, &talkpb.Words{Text: "one two three"})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"one", "two", "three"} {
		words, err := stream.Recv()
		want(t, err, words.GetText(), word)
	}
	if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
		t.Fatalf("after the last message came %v", err)
	}
}

func TestClientStream(t *testing.T) {
	ctx, conn := serve(t)
	stream, err := talkpb.NewTalkClient(conn).Gather(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"one", "two", "three"} {
		if err := stream.Send(&talkpb.Words{Text: word}); err != nil {
			t.Fatal(err)
		}
	}
	reply, err := stream.CloseAndRecv()
	want(t, err, reply.GetText(), "one two three")
}

func TestBothStreams(t *testing.T) {
	ctx, conn := serve(t)
	stream, err := talkpb.NewTalkClient(conn).Chat(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{{"hello", "HELLO"}, {"again", "AGAIN"}} {
		if err := stream.Send(&talkpb.Words{Text: pair[0]}); err != nil {
			t.Fatal(err)
		}
		words, err := stream.Recv()
		want(t, err, words.GetText(), pair[1])
	}
}

func TestDeadline(t *testing.T) {
	ctx, conn := serve(t)
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	_, err := talkpb.NewTalkClient(conn).Say(ctx, &talkpb.Words{Text: "wait"})
	want(t, nil, status.Code(err).String(), codes.DeadlineExceeded.String())
}

func TestMetadata(t *testing.T) {
	ctx, conn := serve(t)
	var header metadata.MD
	ctx = metadata.AppendToOutgoingContext(ctx, "language", "zh")
	_, err := talkpb.NewTalkClient(conn).Say(ctx, &talkpb.Words{Text: "x"}, grpc.Header(&header))
	got := ""
	if values := header.Get("language"); len(values) == 1 {
		got = values[0]
	}
	want(t, err, got, "zh")
}

func TestErrorDetails(t *testing.T) {
	ctx, conn := serve(t)
	_, err := talkpb.NewTalkClient(conn).Say(ctx, &talkpb.Words{})
	want(t, nil, status.Code(err).String(), codes.InvalidArgument.String())
	for _, detail := range status.Convert(err).Details() {
		if bad, ok := detail.(*errdetails.BadRequest); ok && bad.FieldViolations[0].Field == "text" {
			return
		}
	}
	t.Fatalf("the details did not come: %v", err)
}

func TestHealth(t *testing.T) {
	ctx, conn := serve(t)
	reply, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	want(t, err, reply.GetStatus().String(), "SERVING")
}

func TestReflection(t *testing.T) {
	ctx, conn := serve(t)
	stream, err := grpc_reflection_v1.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(&grpc_reflection_v1.ServerReflectionRequest{
		MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{},
	}); err != nil {
		t.Fatal(err)
	}
	reply, err := stream.Recv()
	if err != nil {
		t.Fatal(err)
	}
	for _, service := range reply.GetListServicesResponse().GetService() {
		if service.Name == "talk.v1.Talk" {
			return
		}
	}
	t.Fatalf("talk.v1.Talk is not in %v", reply)
}

// TestGrpcurl asks with the program that people use at work; GRPCURL is its path.
func TestGrpcurl(t *testing.T) {
	said, err := exec.Command(os.Getenv("GRPCURL"), "-plaintext", "-max-time", "10", listen(t), "list").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if !strings.Contains(string(said), "talk.v1.Talk\n") {
		t.Fatalf("talk.v1.Talk is not in %s", said)
	}
}
