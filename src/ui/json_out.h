/* `apply --json`: one JSON object a line on stdout, flushed each. */
#ifndef UI_JSON_OUT_H
#define UI_JSON_OUT_H

#include "base/json.h"

void json_out_line(const struct json *value);
void json_out_whole(const struct json *value); /* indented: doctor --json and the like */
/* Something of it could not be written. */
bool json_out_is_cut(void);

#endif
