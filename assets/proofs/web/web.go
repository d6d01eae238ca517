// Package web lets browsers call a gRPC server: they cannot read the trailers of HTTP/2, so gRPC-Web
// sends those as a last frame of the body.
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
package web

import (
	"bytes"
	"encoding/binary"
	"net/http"
	"strings"

	"google.golang.org/grpc"
)

const (
	contentType  = "application/grpc-web"
	trailerFrame = 0x80
)

// Handler serves gRPC-Web calls by the server, and everything else by other.
func Handler(server *grpc.Server, other http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Content-Type"), contentType) {
			other.ServeHTTP(w, r)
			return
		}
		answer := &response{w: w, header: http.Header{}}
		server.ServeHTTP(answer, asGRPC(r))
		answer.finish()
	})
}

// asGRPC makes of a call over HTTP/1.1 one that the server takes.
func asGRPC(r *http.Request) *http.Request {
	call := r.Clone(r.Context())
	call.ProtoMajor, call.ProtoMinor, call.Proto = 2, 0, "HTTP/2.0"
	call.Header.Set("Content-Type", strings.Replace(r.Header.Get("Content-Type"), contentType, "application/grpc", 1))
	call.Header.Set("Te", "trailers")
	call.Header.Del("Content-Length")
	return call
}

// A response takes what the server says for HTTP/2, and sends it for a browser.
type response struct {
	w      http.ResponseWriter
	header http.Header // the trailers come here too, after the body
	sent   map[string]bool
}

func (r *response) Header() http.Header { return r.header }

func (r *response) WriteHeader(code int) {
	if r.sent != nil {
		return
	}
	r.sent = map[string]bool{"Trailer": true}
	for name, values := range r.header {
		r.sent[name] = true
		if name != "Trailer" {
			r.w.Header()[name] = values
		}
	}
	r.w.Header().Set("Content-Type", contentType+"+proto")
	r.w.WriteHeader(code)
}

func (r *response) Write(data []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.w.Write(data)
}

func (r *response) Flush() {
	r.WriteHeader(http.StatusOK)
	if flusher, ok := r.w.(http.Flusher); ok {
		flusher.Flush()
	}
}

// finish sends what has come since the header as a frame: one byte, four of length, lines of text.
func (r *response) finish() {
	var lines bytes.Buffer
	r.WriteHeader(http.StatusOK)
	for name, values := range r.header {
		if r.sent[name] {
			continue
		}
		for _, value := range values {
			lines.WriteString(strings.ToLower(strings.TrimPrefix(name, http.TrailerPrefix)) + ": " + value + "\r\n")
		}
	}
	frame := binary.BigEndian.AppendUint32([]byte{trailerFrame}, uint32(lines.Len()))
	r.w.Write(append(frame, lines.Bytes()...))
}
