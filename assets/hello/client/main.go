// Command client calls the Greeter and checks what it answers.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"example.com/hello/hellopb"
)

func main() {
	address := flag.String("server", "127.0.0.1:50051", "address of the server")
	name := flag.String("name", "gopher", "whom to greet")
	count := flag.Int("count", 0, "ask for this many numbers instead of a greeting")
	flag.Parse()

	// A proxy of the environment is for other machines, not for this one.
	conn, err := grpc.NewClient("passthrough:///"+*address,
		grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithNoProxy())
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()

	greeter := hellopb.NewGreeterClient(conn)
	if *count > 0 {
		err = numbers(ctx, greeter, int32(*count))
	} else {
		err = greet(ctx, greeter, *name)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// greet makes one call with one answer.
func greet(ctx context.Context, greeter hellopb.GreeterClient, name string) error {
	reply, err := greeter.SayHello(ctx, &hellopb.HelloRequest{Name: name})
	if err != nil {
		return err
	}
	if want := "Hello, " + name + "!"; reply.GetMessage() != want {
		return fmt.Errorf("the reply is %q, not %q", reply.GetMessage(), want)
	}
	if err := reply.GetSent().CheckValid(); err != nil {
		return fmt.Errorf("the reply's time: %w", err)
	}
	sent := reply.GetSent().AsTime()
	if away := time.Since(sent).Abs(); away > time.Minute {
		return fmt.Errorf("the reply's time is %v away from now", away)
	}
	fmt.Printf("%s (sent %s)\n", reply.GetMessage(), sent.Format(time.RFC3339))
	return nil
}

// numbers makes one call with a stream of answers.
func numbers(ctx context.Context, greeter hellopb.GreeterClient, to int32) error {
	stream, err := greeter.Count(ctx, &hellopb.CountRequest{To: to})
	if err != nil {
		return err
	}
	next := int32(1)
	for ; ; next++ {
		reply, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if reply.GetNumber() != next {
			return fmt.Errorf("number %d came, not %d", reply.GetNumber(), next)
		}
		fmt.Println(reply.GetNumber())
	}
	if next != to+1 {
		return fmt.Errorf("the stream ended after %d numbers, not %d", next-1, to)
	}
	return nil
}
