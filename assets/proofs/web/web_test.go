package web

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/protobuf/proto"
)

//go:embed page.html
var page []byte

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	server := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write(page) })
	web := httptest.NewServer(Handler(server, pages))
	t.Cleanup(web.Close)
	t.Cleanup(server.Stop)
	return web
}

type frame struct {
	flags byte
	data  []byte
}

// call posts one message, as a browser would, and gives the frames of the answer.
func call(t *testing.T, url, method string, message proto.Message) []frame {
	t.Helper()
	data, err := proto.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	body := append(binary.BigEndian.AppendUint32([]byte{0}, uint32(len(data))), data...)
	reply, err := http.Post(url+"/grpc.health.v1.Health/"+method, contentType+"+proto", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if reply.ProtoMajor != 1 || !strings.HasPrefix(reply.Header.Get("Content-Type"), contentType) {
		t.Fatalf("the answer is %s, %s", reply.Proto, reply.Header.Get("Content-Type"))
	}
	return split(t, reply.Body)
}

func split(t *testing.T, body io.Reader) (frames []frame) {
	t.Helper()
	var head [5]byte
	for {
		if _, err := io.ReadFull(body, head[:]); err == io.EOF {
			return frames
		} else if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, binary.BigEndian.Uint32(head[1:]))
		if _, err := io.ReadFull(body, data); err != nil {
			t.Fatal(err)
		}
		frames = append(frames, frame{head[0], data})
	}
}

func wantStatus(t *testing.T, f frame, code string) {
	t.Helper()
	if f.flags != trailerFrame || !strings.Contains(string(f.data), "grpc-status: "+code+"\r\n") {
		t.Fatalf("the last frame is %#x, %q", f.flags, f.data)
	}
}

func TestFrames(t *testing.T) {
	frames := call(t, serve(t).URL, "Check", &grpc_health_v1.HealthCheckRequest{})
	if len(frames) != 2 || frames[0].flags != 0 {
		t.Fatalf("got %v, wanted a message and the trailers", frames)
	}
	var reply grpc_health_v1.HealthCheckResponse
	if err := proto.Unmarshal(frames[0].data, &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Status != grpc_health_v1.HealthCheckResponse_SERVING {
		t.Fatalf("got %v, wanted SERVING", reply.Status)
	}
	wantStatus(t, frames[1], "0")
}

func TestError(t *testing.T) {
	frames := call(t, serve(t).URL, "Check", &grpc_health_v1.HealthCheckRequest{Service: "unknown"})
	if len(frames) != 1 {
		t.Fatalf("got %v, wanted the trailers alone", frames)
	}
	wantStatus(t, frames[0], "5") // NotFound
}

// TestBrowser calls by fetch, in the browser that BROWSER names.
func TestBrowser(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := []string{"--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=" + t.TempDir(),
		"--virtual-time-budget=10000", "--dump-dom", serve(t).URL}
	if os.Geteuid() == 0 { // Chromium's sandbox does not start as root
		args = append([]string{"--no-sandbox"}, args...)
	}
	dom, err := exec.CommandContext(ctx, os.Getenv("BROWSER"), args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(dom), ">SERVING<") {
		t.Fatalf("the page shows %s", dom)
	}
}
