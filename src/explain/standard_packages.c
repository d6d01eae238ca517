/*
 * The packages of Go's standard library, by their whole names: a project's own log/zapper or
 * internal/store begins like one of them, and is none.
 */
#include "explain/judge.h"

#include <string.h>

/* go list std of Go 1.26, and what GOEXPERIMENT adds. */
static const char public_packages[] =
	" archive/tar archive/zip arena bufio builtin bytes cmp compress/bzip2"
	" compress/flate compress/gzip compress/lzw compress/zlib container/heap"
	" container/list container/ring context crypto crypto/aes crypto/cipher"
	" crypto/des crypto/dsa crypto/ecdh crypto/ecdsa crypto/ed25519 crypto/elliptic"
	" crypto/fips140 crypto/hkdf crypto/hmac crypto/hpke crypto/md5 crypto/mlkem"
	" crypto/mlkem/mlkemtest crypto/pbkdf2 crypto/rand crypto/rc4 crypto/rsa"
	" crypto/sha1 crypto/sha256 crypto/sha3 crypto/sha512 crypto/subtle crypto/tls"
	" crypto/x509 crypto/x509/pkix database/sql database/sql/driver debug/buildinfo"
	" debug/dwarf debug/elf debug/gosym debug/macho debug/pe debug/plan9obj embed"
	" encoding encoding/ascii85 encoding/asn1 encoding/base32 encoding/base64"
	" encoding/binary encoding/csv encoding/gob encoding/hex encoding/json"
	" encoding/json/jsontext encoding/json/v2 encoding/pem encoding/xml errors"
	" expvar flag fmt go/ast go/build go/build/constraint go/constant go/doc"
	" go/doc/comment go/format go/importer go/parser go/printer go/scanner go/token"
	" go/types go/version hash hash/adler32 hash/crc32 hash/crc64 hash/fnv"
	" hash/maphash html html/template image image/color image/color/palette"
	" image/draw image/gif image/jpeg image/png index/suffixarray io io/fs"
	" io/ioutil iter log log/slog log/syslog maps math math/big math/bits"
	" math/cmplx math/rand math/rand/v2 mime mime/multipart mime/quotedprintable"
	" net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest"
	" net/http/httptrace net/http/httputil net/http/pprof net/mail net/netip"
	" net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url os os/exec os/signal"
	" os/user path path/filepath plugin reflect regexp regexp/syntax runtime"
	" runtime/cgo runtime/coverage runtime/debug runtime/metrics runtime/pprof"
	" runtime/race runtime/trace slices sort strconv strings structs sync"
	" sync/atomic syscall testing testing/cryptotest testing/fstest testing/iotest"
	" testing/quick testing/slogtest testing/synctest text/scanner text/tabwriter"
	" text/template text/template/parse time time/tzdata unicode unicode/utf16"
	" unicode/utf8 unique unsafe weak ";

/* What stands behind internal/ at its top, of Go 1.26; without what projects have there just as often
 * (internal/cfg, internal/types). */
static const char internal_packages[] =
	" abi asan bisect buildcfg bytealg byteorder cgrouptest chacha8rand cpu dag"
	" exportdata filepathlite fmtsort goarch godebug godebugs goexperiment goos"
	" goroot gover goversion lazyregexp lazytemplate msan nettrace obscuretestdata"
	" oserror pkgbits poll profilerecord race reflectlite runtime saferio"
	" singleflight strconv stringslite synctest syscall sysinfo syslist testenv"
	" testhash testlog testpty txtar unsafeheader xcoff zstd ";

/* Since Go 1.5 and later (Go, api/): what older ones have not. */
static const struct {
	const char *package, *since;
} later_packages[] = {
	{ "cmp", "1.21" },
	{ "context", "1.7" },
	{ "crypto/ecdh", "1.20" },
	{ "crypto/ed25519", "1.13" },
	{ "crypto/fips140", "1.24" },
	{ "crypto/hkdf", "1.24" },
	{ "crypto/hpke", "1.26" },
	{ "crypto/mlkem", "1.24" },
	{ "crypto/mlkem/mlkemtest", "1.26" },
	{ "crypto/pbkdf2", "1.24" },
	{ "crypto/sha3", "1.24" },
	{ "debug/buildinfo", "1.18" },
	{ "embed", "1.16" },
	{ "go/build/constraint", "1.16" },
	{ "go/constant", "1.5" },
	{ "go/doc/comment", "1.19" },
	{ "go/importer", "1.5" },
	{ "go/types", "1.5" },
	{ "go/version", "1.22" },
	{ "hash/maphash", "1.14" },
	{ "io/fs", "1.16" },
	{ "iter", "1.23" },
	{ "log/slog", "1.21" },
	{ "maps", "1.21" },
	{ "math/bits", "1.9" },
	{ "math/rand/v2", "1.22" },
	{ "mime/quotedprintable", "1.5" },
	{ "net/http/httptrace", "1.7" },
	{ "net/netip", "1.18" },
	{ "plugin", "1.8" },
	{ "runtime/coverage", "1.20" },
	{ "runtime/metrics", "1.16" },
	{ "runtime/trace", "1.5" },
	{ "slices", "1.21" },
	{ "structs", "1.23" },
	{ "testing/cryptotest", "1.26" },
	{ "testing/fstest", "1.16" },
	{ "testing/slogtest", "1.21" },
	{ "testing/synctest", "1.25" },
	{ "time/tzdata", "1.15" },
	{ "unique", "1.23" },
	{ "weak", "1.24" },
};

/* Behind the last src of a path, without the file's name; the whole of what is no path. */
static const char *package_of(const struct thing *about, size_t *ret_n)
{
	const char *package = about->name, *slash;

	*ret_n = strlen(package);
	if (about->kind != THING_PATH)
		return package;
	package = "";
	for (const char *at = about->name; (at = strstr(at, "src/")); at++)
		package = at + strlen("src/");
	slash = strrchr(package, '/');
	*ret_n = slash && str_ends(package, ".go") ? (size_t)(slash - package) : strlen(package);
	return package;
}

/* "internal/abi", "crypto/internal/fips140": of the library where what stands before is. */
static bool is_internal(const char *package, size_t n)
{
	static const char internal[] = "/internal/";
	const char *at = strstr(package, internal);

	if (str_starts(package, internal + 1)) {
		package += strlen(internal + 1);
		return str_is_among(internal_packages, package, strcspn(package, "/"));
	}
	return at && at < package + n &&
	       str_is_among(public_packages, package, (size_t)(at - package));
}

bool explain_is_standard_package(const struct thing *about)
{
	const char *package;
	size_t n;

	if (!about->name)
		return false;
	package = package_of(about, &n);
	return str_is_among(public_packages, package, n) || is_internal(package, n) ||
	       str_starts(package, "vendor/golang.org/x/");
}

const char *explain_came_with(const struct thing *about)
{
	const char *package;
	size_t n;

	if (!about->name)
		return NULL;
	package = package_of(about, &n);
	for (size_t i = 0; i < sizeof(later_packages) / sizeof(later_packages[0]); i++)
		if (strlen(later_packages[i].package) == n &&
		    strncmp(later_packages[i].package, package, n) == 0)
			return later_packages[i].since;
	return NULL;
}

bool explain_came_later(const struct thing *about)
{
	return explain_came_with(about) != NULL;
}
