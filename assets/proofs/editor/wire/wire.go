// Package wire speaks with a tool as editors do: messages of JSON, each behind its length.
package wire

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
)

// Conn is one end of such a conversation.
type Conn struct {
	from *bufio.Reader
	to   io.Writer
}

// New makes one of a stream to read and a stream to write.
func New(from io.Reader, to io.Writer) *Conn {
	return &Conn{bufio.NewReader(from), to}
}

// Send writes one message.
func (c *Conn) Send(message map[string]any) error {
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.to, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return err
}

// Receive reads the next message.
func (c *Conn) Receive() (map[string]any, error) {
	header, err := textproto.NewReader(c.from).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("it said no more: %w", err)
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || length < 0 || length > 64<<20 {
		return nil, fmt.Errorf("a message of length %q", header.Get("Content-Length"))
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(c.from, body); err != nil {
		return nil, err
	}
	message := map[string]any{}
	return message, json.Unmarshal(body, &message)
}

// In gives what lies in a message below these names, or nil.
func In(value any, names ...string) any {
	for _, name := range names {
		members, _ := value.(map[string]any)
		value = members[name]
	}
	return value
}
