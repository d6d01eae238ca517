#include "tool/go_variables.h"

#include "base/str.h"

enum {
	KNOWN = VARIABLE_SETTING | VARIABLE_LINE | VARIABLE_SUSPECT,
	HANDED_ON = KNOWN | VARIABLE_HANDED_ON,
};

const struct go_variable go_variables[] = {
	/* what is built, by what, for what */
	{ "GOROOT", KNOWN },
	{ "GOFLAGS", KNOWN },
	{ "GOARCH", KNOWN },
	{ "GOOS", KNOWN },
	{ "GOENV", VARIABLE_LINE | VARIABLE_SUSPECT },
	{ "GO111MODULE", KNOWN },
	{ "GOWORK", KNOWN },
	{ "GOEXPERIMENT", KNOWN },
	{ "CGO_ENABLED", KNOWN },
	{ "CC", KNOWN },
	{ "CXX", KNOWN },
	{ "CGO_CFLAGS", KNOWN },
	{ "CGO_LDFLAGS", KNOWN },
	/* where modules and toolchains come from */
	{ "GOPROXY", HANDED_ON },
	{ "GOSUMDB", HANDED_ON },
	{ "GOPRIVATE", HANDED_ON },
	{ "GONOPROXY", HANDED_ON },
	{ "GONOSUMDB", HANDED_ON },
	{ "GOINSECURE", HANDED_ON },
	{ "GOAUTH", HANDED_ON },
	{ "GOVCS", KNOWN },
	{ "GOTOOLCHAIN", KNOWN },
	/* where things lie */
	{ "GOPATH", HANDED_ON },
	{ "GOBIN", KNOWN },
	{ "GOMODCACHE", HANDED_ON },
	{ "GOCACHE", HANDED_ON },
	{ "GOCACHEPROG", KNOWN },
	{ "GOTMPDIR", HANDED_ON },
	{ "TMPDIR", VARIABLE_SETTING | VARIABLE_LINE },
	{ "XDG_CACHE_HOME", VARIABLE_SETTING | VARIABLE_LINE },
	{ "HOME", VARIABLE_SETTING | VARIABLE_LINE },
	{ "SSL_CERT_FILE", VARIABLE_SETTING },
	/* fine tuning */
	{ "GOAMD64", KNOWN },
	{ "GOARM64", KNOWN },
	{ "GOARM", KNOWN },
	{ "GO386", KNOWN },
	{ "GODEBUG", KNOWN },
	{ "GOFIPS140", KNOWN },
	{ "GOTELEMETRY", VARIABLE_LINE },
	{ 0 },
};

bool go_variable_is(const char *name, unsigned uses)
{
	go_variables_each (v)
		if (str_equal(v->name, name))
			return v->uses & uses;
	return false;
}
