// Package mtls proves mutual TLS: an authority that lives as long as the test, a server that asks
// for a certificate, and callers with good and with bad ones.
package mtls

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
)

type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// sign makes a certificate; nil signs itself.
func sign(t *testing.T, by *authority, template *x509.Certificate) (*x509.Certificate, *ecdsa.PrivateKey) {
	key := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	if by == nil {
		by = &authority{template, key}
	}
	der := must[[]byte](t)(x509.CreateCertificate(rand.Reader, template, by.cert, &key.PublicKey, by.key))
	return must[*x509.Certificate](t)(x509.ParseCertificate(der)), key
}

func newAuthority(t *testing.T) *authority {
	cert, key := sign(t, nil, &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "goready proof"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	})
	return &authority{cert, key}
}

func (a *authority) issue(t *testing.T, until time.Time) tls.Certificate {
	cert, key := sign(t, a, &x509.Certificate{
		SerialNumber: big.NewInt(2),
		Subject:      pkix.Name{CommonName: "localhost"},
		DNSNames:     []string{"localhost"},
		NotBefore:    time.Now().Add(-2 * time.Hour),
		NotAfter:     until,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	})
	return tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key}
}

func (a *authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

func serve(t *testing.T, a *authority) string {
	listener := must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0"))
	server := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{
		Certificates: []tls.Certificate{a.issue(t, time.Now().Add(time.Hour))},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    a.pool(),
		MinVersion:   tls.VersionTLS13,
	})))
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

// call asks the server whether it is well, and gives the code of the answer.
func call(t *testing.T, address string, trusted *x509.CertPool, certs ...tls.Certificate) codes.Code {
	conn := must[*grpc.ClientConn](t)(grpc.NewClient("passthrough:///"+address,
		grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{
			ServerName:   "localhost",
			RootCAs:      trusted,
			Certificates: certs,
		}))))
	defer conn.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	t.Logf("answer: %v", err)
	return status.Code(err)
}

func wantCode(t *testing.T, got, wanted codes.Code) {
	t.Helper()
	if got != wanted {
		t.Fatalf("got %v, wanted %v", got, wanted)
	}
}

func TestMutual(t *testing.T) {
	a := newAuthority(t)
	wantCode(t, call(t, serve(t, a), a.pool(), a.issue(t, time.Now().Add(time.Hour))), codes.OK)
}

func TestWithoutCertificate(t *testing.T) {
	a := newAuthority(t)
	wantCode(t, call(t, serve(t, a), a.pool()), codes.Unavailable)
}

func TestWrongAuthority(t *testing.T) {
	a, other := newAuthority(t), newAuthority(t)
	address := serve(t, a)
	wantCode(t, call(t, address, a.pool(), other.issue(t, time.Now().Add(time.Hour))), codes.Unavailable)
	wantCode(t, call(t, address, other.pool(), a.issue(t, time.Now().Add(time.Hour))), codes.Unavailable)
}

func TestExpired(t *testing.T) {
	a := newAuthority(t)
	wantCode(t, call(t, serve(t, a), a.pool(), a.issue(t, time.Now().Add(-time.Hour))), codes.Unavailable)
}
