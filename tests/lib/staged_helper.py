"""A helper that fetches (src/net/net_wire.h), as net_pieces.c stages it: it knows one file and plays one server.

usage: staged_helper.py PLAY SIZE   (frames on both pipes; the numbers as they lie in memory)

The first attempt gets a little, and the rest up to where the second begins once that is asked for. Then PLAY:
    breaks      the second is broken off without an answer
    trickles    the second gets a single byte, and no more
Every other attempt gets all it asks for.
"""
import struct
import sys

START, STOP, HEAD, BODY, END = 0, 1, 4, 5, 6
WHOLE, BROKEN = 0, 5
FRAME, PIECE = struct.Struct("=III"), 32 * 1024


class Helper:
    def __init__(self, play, size):
        self.play = play
        self.content = bytes((i * 7 + i // 251) & 255 for i in range(size))
        self.begun = {}  # number of the attempt: what was sent, up to here

    def send(self, kind, number, data):
        sys.stdout.buffer.write(FRAME.pack(kind, number, len(data)) + data)
        sys.stdout.buffer.flush()

    def send_head(self, number, start):
        size = len(self.content)
        lines = ["HTTP/1.1 206 Partial Content" if start else "HTTP/1.1 200 OK", 'ETag: "one"',
                 "Content-Length: %d" % (size - start)]
        if start:
            lines.append("Content-Range: bytes %d-%d/%d" % (start, size - 1, size))
        for line in lines:
            self.send(HEAD, number, line.encode() + b"\r\n")

    def send_up_to(self, number, end):
        for at in range(self.begun[number], end, PIECE):
            self.send(BODY, number, self.content[at:min(at + PIECE, end)])
        self.begun[number] = end

    def send_rest(self, number):
        self.send_up_to(number, len(self.content))
        self.send(END, number, struct.pack("=I", WHOLE))

    def on_start(self, number, start):
        self.begun[number] = start
        if self.play == "breaks" and len(self.begun) == 2:
            self.send_up_to(1, start)
            self.send(END, number, struct.pack("=I", BROKEN) + b"closed")
            return
        self.send_head(number, start)
        if len(self.begun) == 1:
            self.send_up_to(number, 1000)
            self.send_up_to(number, 11000)
        elif len(self.begun) == 2:
            self.send_up_to(number, start + 1)
            self.send_up_to(1, start)
        else:
            self.send_rest(number)

    def on_stop(self, number):
        """A busy machine may give up the second before the first has come so far."""
        self.begun[number] = None
        if number == 2 and self.begun.get(1):
            self.send_rest(1)

    def run(self):
        while head := sys.stdin.buffer.read(FRAME.size):
            kind, number, n = FRAME.unpack(head)
            data = sys.stdin.buffer.read(n)
            if kind == START:
                self.on_start(number, struct.unpack_from("=Q", data)[0])
            elif kind == STOP:
                self.on_stop(number)


if __name__ == "__main__":
    Helper(sys.argv[1], int(sys.argv[2])).run()
