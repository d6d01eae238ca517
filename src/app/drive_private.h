/* How each wish is fulfilled: inside app/drive*.c only. */
#ifndef APP_DRIVE_PRIVATE_H
#define APP_DRIVE_PRIVATE_H

#include "app/drive.h"

/* drive_look.c */
/* To be called before the machine is looked at: what is planned from that holds as long as no other
 * goready does something. */
void drive_note_state(struct drive *d);
void drive_look(struct drive *d);
void drive_rehearse(struct drive *d);
/* Whole files in goready's cache. */
const struct names *drive_downloaded(struct app *app);
void drive_refresh(struct drive *d);
void drive_measure(struct drive *d);

/* drive_explain.c */
void drive_explain(struct drive *d);
void drive_why(struct drive *d); /* and with what the failed step printed */

/* What was chosen from System Settings is in the environment from now on: of downloads and children. */
void drive_use_proxy(const struct facts *f);

/* drive_run.c */
void drive_apply(struct drive *d);
void drive_prove(struct drive *d, const char *keep); /* keep: a folder for the project, or NULL */
void drive_finish(struct drive *d);
void drive_plan_undo(struct drive *d);
void drive_undo(struct drive *d);
void drive_end_undo(struct drive *d); /* wherever it is */

#endif
