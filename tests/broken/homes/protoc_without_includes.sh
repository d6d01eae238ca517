# Only bin/protoc was copied out of the archive.
finds=protoc.no-includes
break_it() { rm -rf .local/include; }
