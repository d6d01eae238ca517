// Command server serves the Greeter until it is told to stop (Ctrl-C, or SIGTERM).
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"

	"google.golang.org/grpc"

	"example.com/hello/greeter"
	"example.com/hello/hellopb"
)

func main() {
	address := flag.String("listen", "127.0.0.1:50051", "address to serve on; port 0 takes any free one")
	flag.Parse()

	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer()
	hellopb.RegisterGreeterServer(server, greeter.Server{})

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		server.GracefulStop()
	}()

	fmt.Printf("listening on %s\n", listener.Addr())
	if err := server.Serve(listener); err != nil {
		log.Fatal(err)
	}
	fmt.Println("stopped")
}
