/* A view as JSON: two that say the same are the same text. */
#ifndef TEST_VIEW_JSON_H
#define TEST_VIEW_JSON_H

#include "base/json.h"
#include "view/view.h"

struct json *view_json(struct arena *mem, const struct view *v);

#endif
