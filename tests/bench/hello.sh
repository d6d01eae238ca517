# The end of a quick start, however the tools came: generate, build, run. To be sourced; wants done_with,
# and vet (empty: no go vet).

# The project to be proven with is goready's own: what is compiled is the same.
hello() # FOLDER
{
	mkdir -p "$HOME/hello/pb"
	cp -r "$1/." "$HOME/hello/"
	cd "$HOME/hello" || exit
	find . -name '*.proto' -exec protoc --go_out=. --go_opt=module=example.com/hello \
		--go-grpc_out=. --go-grpc_opt=module=example.com/hello {} +
	[ -z "$vet" ] || go vet ./... 2>/dev/null
	mkdir -p bin
	go build -o bin/ ./server ./client 2>/dev/null
	done_with "server and client are built"
	bin/server -listen 127.0.0.1:0 >server.out 2>&1 &
	server=$!
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		address=$(sed -n 's/.*\(127\.0\.0\.1:[0-9]*\).*/\1/p' server.out | head -n 1)
		[ -z "$address" ] || break
		sleep 0.1
	done
	bin/client -server "$address" -name world
	kill "$server"
}
