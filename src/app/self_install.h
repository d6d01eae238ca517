/* goready itself, as a release: what self-update and bootstrap's helper share. */
#ifndef APP_SELF_INSTALL_H
#define APP_SELF_INSTALL_H

#include "app/app.h"
#include "plan/self_install.h"

struct run_event;

/* Reads SHA256SUMS in `where` (a folder, an https: address, http: to this computer) and finds the
 * newest release for this machine. Where there is a key in `keys` (archive/signature.h; NULL: somebody
 * else has checked), SIGNATURE unless SHA256SUMS.sig beside it is right. Blocking; facts must be
 * there. */
enum rc self_look(struct app *app, const char *where, const char *keys, struct self_source *ret,
		  struct err *e);
/* Carries the plan out, blocking; Ctrl-C takes back what was done. event may be NULL. */
enum rc self_carry_out(struct app *app, const struct plan *plan,
		       void (*event)(void *ctx, const struct run_event *event), struct err *e);

/* `goready --helper install FOLDER`: puts the release in FOLDER, which bootstrap has checked and
 * this program came out of, in its place. */
int self_install_main(struct app *app, const char *folder);

#endif
