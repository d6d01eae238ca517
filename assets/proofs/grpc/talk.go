// Package talk answers calls of all four kinds.
package talk

import (
	"context"
	"errors"
	"io"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"example.com/hello/talkpb"
)

// Server implements the service of talk.proto.
type Server struct {
	talkpb.UnimplementedTalkServer
}

// Say answers in capitals and sends the caller's language back as a header. No words are an error
// with details; "wait" waits until the caller has no more patience.
func (Server) Say(ctx context.Context, words *talkpb.Words) (*talkpb.Words, error) {
	if words.Text == "wait" {
		<-ctx.Done()
		return nil, status.FromContextError(ctx.Err()).Err()
	}
	if words.Text == "" {
		bad := status.New(codes.InvalidArgument, "nothing was said")
		bad, err := bad.WithDetails(&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "text", Description: "must not be empty"},
		}})
		if err != nil {
			return nil, err
		}
		return nil, bad.Err()
	}
	if asked, ok := metadata.FromIncomingContext(ctx); ok {
		if err := grpc.SetHeader(ctx, metadata.Pairs("language", strings.Join(asked.Get("language"), ","))); err != nil {
			return nil, err
		}
	}
	return &talkpb.Words{Text: strings.ToUpper(words.Text)}, nil
}

// Tell sends the words one by one.
func (Server) Tell(words *talkpb.Words, out talkpb.Talk_TellServer) error {
	for _, word := range strings.Fields(words.Text) {
		if err := out.Send(&talkpb.Words{Text: word}); err != nil {
			return err
		}
	}
	return nil
}

// Gather answers with all that came, once the caller has ended.
func (Server) Gather(in talkpb.Talk_GatherServer) error {
	var all []string
	for {
		words, err := in.Recv()
		if errors.Is(err, io.EOF) {
			return in.SendAndClose(&talkpb.Words{Text: strings.Join(all, " ")})
		}
		if err != nil {
			return err
		}
		all = append(all, words.Text)
	}
}

// Chat answers each message before the next one comes.
func (Server) Chat(both talkpb.Talk_ChatServer) error {
	for {
		words, err := both.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := both.Send(&talkpb.Words{Text: strings.ToUpper(words.Text)}); err != nil {
			return err
		}
	}
}
